"""Who may do what: decided here, for one object and for lists alike."""
