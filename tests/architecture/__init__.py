"""What holds for the whole tree of code."""
