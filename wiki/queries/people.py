"""What the wiki holds of a person."""

from django.db.models import Q

from accounts.models import User
from wiki.models import Content, Space


def content_of_user(user: User) -> str:
    """Say what names a user and so keeps the user from being removed; empty if nothing does."""
    written = Content.objects.filter(Q(creator=user) | Q(modifier=user)).count()
    owned = Space.objects.filter(Q(creator=user) | Q(modifier=user) | Q(owner=user)).count()
    if not written and not owned:
        return ""
    return f"{user.username} is named by {written} versions of content and {owned} spaces"
