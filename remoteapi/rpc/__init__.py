"""Remote procedure calls: a typed table of methods, the one path through it, and the wires that lead there."""
