"""Which people the references of a text mean."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.actor import Actor
from accounts.models import ANONYMOUS_USER_ID, User
from accounts.queries import active_people, may_view_profiles
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import references as references_in
from wiki.storage_format.parser import parse
from wiki.storage_format.references import UserReference, storable


def people_meant(references: Iterable[UserReference | None]) -> dict[UserReference, int]:
    """Give the ids of the people that references name by key or by name, in one query; those of nobody are left out."""
    wanted = {reference for reference in references if reference is not None}
    if not wanted:
        return {}
    keys = {storable(reference.key.lower()) for reference in wanted if reference.key}
    names = {storable(reference.username.lower()) for reference in wanted if not reference.key and reference.username}
    found = User.objects.exclude(pk=ANONYMOUS_USER_ID).filter(Q(key__in=keys) | Q(username__in=names))
    by_key: dict[str, int] = {}
    by_name: dict[str, int] = {}
    for pk, key, username in found.values_list("pk", "key", "username"):
        by_key[key], by_name[username] = pk, pk
    people = {}
    for reference in wanted:
        person = by_key.get(reference.key.lower()) if reference.key else by_name.get(reference.username.lower())
        if person is not None:
            people[reference] = person
    return people


def keys_of_names(actor: Actor, names: Iterable[str]) -> dict[str, str]:
    """Give the keys of active people by their usernames, as far as the actor may know who there is."""
    wanted = set(names)
    if not wanted or not may_view_profiles(actor):
        return {}
    found = active_people().exclude(pk=ANONYMOUS_USER_ID).filter(username__in=wanted)
    return dict(found.values_list("username", "key"))


def names_of_mentioned(storage: str) -> dict[str, str]:
    """Give the usernames of the people whom a text mentions, by their keys."""
    try:
        found = references_in(parse(storage))
    except MalformedStorage:
        return {}
    keys = {one.reference.key.lower() for one in found if isinstance(one.reference, UserReference)} - {""}
    if not keys:
        return {}
    return dict(User.objects.exclude(pk=ANONYMOUS_USER_ID).filter(key__in=keys).values_list("key", "username"))
