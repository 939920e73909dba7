"""Migrations of the remote API's tables."""
