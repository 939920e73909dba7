"""Clients of the remote APIs, as scripts use them, for the tests of the wires."""
