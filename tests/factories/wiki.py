"""Builders of spaces and content, through the services that make them."""

import io
from itertools import count

from django.contrib.auth.models import Group

from accounts.actor import Actor
from accounts.services.setup import set_up_people
from tests.factories.accounts import PASSWORD, actor
from wiki.models import Content, Space, SpacePermissionType
from wiki.permissions.grants import Grantee, grant_in_space
from wiki.services.attachments.store import add_attachment
from wiki.services.comments.store import add_comment
from wiki.services.pages.store import create_page
from wiki.services.spaces.create import create_space

_numbers = count(1)


def open_site() -> None:
    """Make the groups of a new site, with their global permissions, and its first administrator, `root`."""
    set_up_people("root", PASSWORD)


def member(username: str = "", *groups: str) -> Actor:
    """Make somebody who may use the wiki, in the group of all users."""
    return actor(username, groups=("confluence-users", *groups))


def make_space(by: Actor, key: str = "TST", *, for_all_users: bool = False) -> Space:
    """Make a space called after its key."""
    return create_space(by, key=key, name=f"Space {key}", for_all_users=for_all_users)


def grant(space: Space, grantee: Grantee, *permissions: str) -> None:
    """Give somebody permissions in a space."""
    for permission in permissions:
        grant_in_space(space, SpacePermissionType(permission), grantee)


def revoke_all(space: Space) -> None:
    """Take all permissions in a space from everybody."""
    space.user_permissions.all().delete()
    space.group_permissions.all().delete()


def make_page(
    by: Actor,
    title: str = "",
    *,
    space: str = "TST",
    below: Content | None = None,
    storage: str = "<p>text</p>",
    content_id: int | None = None,
) -> Content:
    """Make a page."""
    return create_page(
        by,
        space_key=space,
        title=title or f"Page {next(_numbers)}",
        storage=storage,
        parent_id=below.pk if below else None,
        content_id=content_id,
    )


def make_chain(by: Actor, *titles: str, space: str = "TST") -> list[Content]:
    """Make pages each below the one before."""
    pages: list[Content] = []
    for title in titles:
        pages.append(make_page(by, title, space=space, below=pages[-1] if pages else None))
    return pages


def make_comment(by: Actor, on: Content, text: str = "<p>comment</p>", reply_to: Content | None = None) -> Content:
    """Make a comment, or a reply to one."""
    return add_comment(by, container_id=on.pk, storage=text, parent_id=reply_to.pk if reply_to else None)


def make_attachment(by: Actor, on: Content, name: str = "file.txt", data: bytes = b"data") -> Content:
    """Attach a file."""
    return add_attachment(by, container_id=on.pk, file_name=name, data=io.BytesIO(data))


def group(name: str) -> Group:
    """Give the group of a name, made if it is not there."""
    return Group.objects.get_or_create(name=name)[0]


def again(content: Content) -> Content:
    """Read a content anew."""
    return Content.objects.select_related("space").get(pk=content.pk)
