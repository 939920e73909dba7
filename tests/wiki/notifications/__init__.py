"""Mails that tell watchers of changes."""
