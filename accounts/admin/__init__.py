"""People, groups and global permissions in the administration site."""

from accounts.admin import global_permissions, groups, users

__all__ = ["global_permissions", "groups", "users"]
