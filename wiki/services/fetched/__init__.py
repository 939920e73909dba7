"""What was fetched from other sites is kept."""
