"""Spaces and space groups to their data objects."""

from collections.abc import Iterable

from django.db.models import QuerySet

from remoteapi.rpc.presenters.addresses import space_address
from remoteapi.rpc.presenters.authors import username
from remoteapi.rpc.types import RemoteSpace, RemoteSpaceGroup, RemoteSpaceSummary
from wiki.models import Space, SpaceGroup


def present_space(space: Space) -> RemoteSpace:
    """One space with its description and home page."""
    return RemoteSpace(
        key=space.key,
        name=space.name,
        type=space.kind,
        url=space_address(space.key),
        description=space.description,
        home_page=space.home_page_id or 0,
        space_group=space.group.key if space.group is not None else "",
    )


def present_spaces(spaces: QuerySet[Space]) -> list[RemoteSpace]:
    """Spaces with their descriptions, in one query."""
    return [present_space(space) for space in spaces.select_related("group")]


def present_space_summaries(spaces: Iterable[Space]) -> list[RemoteSpaceSummary]:
    """Spaces as lists show them."""
    return [
        RemoteSpaceSummary(key=space.key, name=space.name, type=space.kind, url=space_address(space.key))
        for space in spaces
    ]


def present_space_group(group: SpaceGroup) -> RemoteSpaceGroup:
    """One space group."""
    return RemoteSpaceGroup(
        creator_name=username(group.creator), key=group.key, license_key=group.license_key, name=group.name
    )
