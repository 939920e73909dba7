"""Changes of labels and favourites."""
