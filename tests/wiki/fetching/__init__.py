"""Reading from other sites."""
