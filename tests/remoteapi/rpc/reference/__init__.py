"""Tests of what is made from the table for people who write clients."""
