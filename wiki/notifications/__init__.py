"""Mails that tell watchers of changes: who is told, what they are told, and how it is sent."""
