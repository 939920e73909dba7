"""Presenters: what the wiki has, made into the data objects that leave."""
