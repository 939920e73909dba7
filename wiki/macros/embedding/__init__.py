"""Files and other sites inside a page."""
