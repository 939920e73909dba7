"""Tests of accounts/services."""
