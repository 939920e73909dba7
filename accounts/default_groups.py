"""The names of the two groups that a new site starts with."""

from django.conf import settings

from accounts.models import fold_name


def users_group_name() -> str:
    """Give the name of the group that everybody who is added joins, as long as it is there."""
    return fold_name(settings.WIKI_DEFAULT_GROUP)


def super_group_name() -> str:
    """Give the name of the group whose members pass every permission."""
    return fold_name(settings.WIKI_SUPER_GROUP)
