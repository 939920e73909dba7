"""Usernames of the people whom content names."""

from accounts.models import User
from wiki.models import Content


def usernames(content: Content) -> tuple[str, str]:
    """Who made a content and who made this version of it; empty for the anonymous user."""
    wanted = {pk for pk in (content.creator_id, content.modifier_id) if pk is not None}
    found = dict(User.objects.filter(pk__in=wanted).values_list("pk", "username")) if wanted else {}
    return found.get(content.creator_id or 0, ""), found.get(content.modifier_id or 0, "")


def username(user: User | None) -> str:
    """The name of somebody who was read with the content; empty for the anonymous user."""
    return user.username if user is not None else ""
