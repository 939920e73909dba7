"""The search index and its journal: what changed goes in, ids and excerpts come out. It decides nobody's access."""
