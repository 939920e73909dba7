"""Wiki markup and Markdown to storage format."""
