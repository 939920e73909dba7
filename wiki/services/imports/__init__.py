"""What an import has read and mended, brought into the database as a whole."""
