"""Commands of the remote API."""
