"""What administrators decide for the whole site while it runs: each setting declared once, with its kind and check."""
