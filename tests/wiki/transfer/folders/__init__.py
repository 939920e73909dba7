"""Folders of pages that are imported."""
