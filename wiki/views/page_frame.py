"""What every screen has around its own part: space, tree, breadcrumbs, what the reader may do."""

from typing import Any

from accounts.actor import Actor
from wiki.models import Content, ContentKind, Space
from wiki.permissions.decide import allowed_actions
from wiki.permissions.vocabulary import Action, SpacePermissionType
from wiki.queries.pages import ancestors_of
from wiki.queries.space_access import permissions_in
from wiki.queries.tree import tree_along


def content_frame(actor: Actor, content: Content) -> dict[str, Any]:
    """Give the context that the frame of a screen about a content needs.

    Args:
        content: a current page or blog post that the actor may view.
    """
    allowed = allowed_actions(actor, content)
    is_page = content.kind == ContentKind.PAGE
    above = content.ancestor_ids if is_page else []
    opened = [*above, content.pk] if is_page else []
    tree = tree_along(actor, content.space, with_home(content.space, opened), around=content if is_page else None)
    # Every page above that the reader may view is on the way to this one in the tree.
    in_tree = {page.pk: page for page in tree.pages()} if above else {}
    if is_page and above and content.archived:
        # Archived pages above are not in the tree.
        in_tree = {page.pk: page for page in ancestors_of(actor, content)}
    return {
        "content": content,
        "shown_content": content,
        "space": content.space,
        "shown_space": content.space,
        "ancestors": [in_tree[pk] for pk in above if pk in in_tree],
        "tree": tree,
        "current_id": content.pk,
        "may": {action.name.lower(): action in allowed for action in Action},
    }


def space_frame(actor: Actor, space: Space, section: str = "") -> dict[str, Any]:
    """Give the context that the frame of a screen about a space needs.

    Args:
        section: the part of the space that the sidebar marks: blog, pages, settings.
    """
    granted = permissions_in(actor, space)
    return {
        "space": space,
        "shown_space": space,
        "section": section,
        "tree": tree_along(actor, space, with_home(space, [])),
        "may": {
            "create_page": SpacePermissionType.EDITSPACE in granted,
            "create_blogpost": SpacePermissionType.EDITBLOG in granted,
            "export_space": SpacePermissionType.EXPORTSPACE in granted,
            "administer": SpacePermissionType.SETSPACEPERMISSIONS in granted,
        },
    }


def with_home(space: Space, opened: list[int]) -> list[int]:
    """Give the pages that are open in a space's tree: its home page always is."""
    return [*opened, space.home_page_id] if space.home_page_id else opened
