"""The names of the two groups that a new site starts with."""

from django.conf import settings

from accounts.models import fold_name

# Everybody who is added joins this group, as long as it is there.
USERS_GROUP = "confluence-users"


def super_group_name() -> str:
    """Give the name of the group whose members pass every permission."""
    return fold_name(settings.WIKI_SUPER_GROUP)
