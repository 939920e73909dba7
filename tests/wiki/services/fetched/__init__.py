"""What was fetched is kept."""
