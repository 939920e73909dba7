"""The screens of the wiki."""
