"""Rendering: from storage format to HTML that is safe by construction."""
