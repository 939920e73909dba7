"""Changes of what people are told in the wiki."""
