"""Tasks in texts."""
