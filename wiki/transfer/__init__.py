"""What leaves the wiki and comes into it as files: exports, backups, imports."""
