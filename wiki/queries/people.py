"""What the wiki holds of a person."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import User
from wiki.models import Content, Labelling, PageTemplate, Space, SpaceGroup


def naming_rows(user: User) -> dict[str, QuerySet[Any]]:
    """Give the rows that name a user and so keep the user from being removed, by what they are."""
    return {
        gettext("versions of content"): Content.objects.filter(creator=user) | Content.objects.filter(modifier=user),
        gettext("spaces"): Space.objects.filter(creator=user)
        | Space.objects.filter(modifier=user)
        | Space.objects.filter(owner=user),
        gettext("space groups"): SpaceGroup.objects.filter(creator=user),
        gettext("labels on content"): Labelling.objects.filter(user=user),
        gettext("templates"): PageTemplate.objects.filter(creator=user) | PageTemplate.objects.filter(modifier=user),
    }


def content_of_user(user: User) -> str:
    """Say what names a user and so keeps the user from being removed; empty if nothing does."""
    counts = {what: rows.count() for what, rows in naming_rows(user).items()}
    named = [f"{count} {what}" for what, count in counts.items() if count]
    return (
        gettext("{username} is named by {names}").format(username=user.username, names=", ".join(named))
        if named
        else ""
    )
