"""People, groups, global permissions and how people log in."""
