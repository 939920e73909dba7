"""The text inside files: taken out in a process of its own, which may use only so much time and memory."""
