"""Reading the wiki."""
