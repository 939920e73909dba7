"""Wires: each turns bytes into a method's name and arguments, and what comes back into bytes."""
