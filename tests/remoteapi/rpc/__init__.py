"""Tests of the table of methods and the path through it."""
