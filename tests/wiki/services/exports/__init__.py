"""What is written down of exports."""
