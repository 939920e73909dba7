"""The space that a new site starts with, to show what the wiki can do."""
