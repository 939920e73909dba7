"""Tests of the storage format."""
