"""Reads from other sites, for the wiki: public places alone, within limits. Plain Python without Django."""
