"""Everything that changes people, groups and global permissions."""
