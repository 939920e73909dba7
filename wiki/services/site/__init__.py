"""Services about the site as a whole."""
