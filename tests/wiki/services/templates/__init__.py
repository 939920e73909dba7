"""Services of page templates."""
