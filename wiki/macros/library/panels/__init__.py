"""Boxes and labels that make text stand out."""
