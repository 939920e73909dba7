"""Programs that measure how fast the wiki is, and print tables."""
