"""The tests, one package for each app."""
