"""Tests of the remote APIs."""
