"""Tests of what leaves the wiki as files."""
