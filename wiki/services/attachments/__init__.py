"""Changes of attachments."""
