"""Tests of who has what open in an editor."""
