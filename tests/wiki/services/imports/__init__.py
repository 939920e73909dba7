"""Tests of how imports are written."""
