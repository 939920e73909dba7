"""What is written down when the wiki is exported."""
