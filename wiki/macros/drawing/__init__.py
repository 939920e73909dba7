"""What charts, roadmaps and diagrams are drawn with."""
