"""The storage format: its parser, its typed tree, and what is read from or rewritten in it, in plain Python."""
