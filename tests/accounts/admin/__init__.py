"""Tests of accounts/admin."""
