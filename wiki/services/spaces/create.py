"""Make spaces."""

from django.contrib.auth.models import Group
from django.db import connection
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.default_groups import users_group_name
from accounts.global_permissions import GlobalPermissionType, has_global, require_global
from accounts.models import User
from wiki.errors import BadKey, BadValue, KeyTaken, NotPermitted
from wiki.events import SpaceAdded
from wiki.models import Content, Space, SpaceGroup, SpaceKind, SpacePermissionType
from wiki.permissions.grants import grant_in_space
from wiki.permissions.inheritance import inherit_gates
from wiki.services.attribution import authorship
from wiki.services.bodies import read_storage, write_body
from wiki.services.frame import record, service
from wiki.services.pages.store import ID_LIMIT, new_page
from wiki.services.titles import KEY_LENGTH, TITLE_LENGTH, clean_global_key, clean_space_name, clean_text
from wiki.storage_format.references import fold_title

MEMBER_PERMISSIONS = (
    SpacePermissionType.VIEWSPACE,
    SpacePermissionType.EDITSPACE,
    SpacePermissionType.EXPORTPAGE,
    SpacePermissionType.SETPAGEPERMISSIONS,
    SpacePermissionType.REMOVEPAGE,
    SpacePermissionType.EDITBLOG,
    SpacePermissionType.REMOVEBLOG,
    SpacePermissionType.COMMENT,
    SpacePermissionType.REMOVECOMMENT,
    SpacePermissionType.CREATEATTACHMENT,
    SpacePermissionType.REMOVEATTACHMENT,
    SpacePermissionType.REMOVEOWNCONTENT,
)
"""What the group of all users gets in a space made with default permissions."""

HOME_PAGE = "<p>This is the home page of this space. Edit it to say what the space is for.</p>"


@service
def create_space(
    actor: Actor,
    *,
    key: str,
    name: str,
    description: str = "",
    for_all_users: bool = False,
    space_id: int | None = None,
    home_storage: str = HOME_PAGE,
    group: SpaceGroup | None = None,
) -> Space:
    """Make a global space with its home page; its creator gets all permissions in it.

    Args:
        key: ASCII letters and digits, unique whatever its case.
        name: what people see; the home page is called '<name> Home'.
        description: plain text.
        for_all_users: whether the group of all users gets its default permissions, too.
        space_id: an id to keep from another system; None allots one.
        home_storage: the body of the home page.
        group: the space group it belongs to.

    Raises:
        NotPermitted: the actor may not create spaces.
        BadKey, BadTitle, BadValue, KeyTaken, MalformedStorage: what is given can't be.
    """
    require_global(actor, GlobalPermissionType.CREATESPACE)
    space = Space(
        key=clean_global_key(key),
        name=clean_space_name(name),
        description=clean_text(description, "description"),
        group=group,
    )
    return _make(actor, space, actor.user, space_id, home_storage, for_all_users=for_all_users)


@service
def create_personal_space(
    actor: Actor, *, owner: User, name: str = "", description: str = "", for_all_users: bool = False
) -> Space:
    """Make the personal space of somebody; its key is `~` and the username, and its owner gets all permissions.

    Args:
        owner: whose space it is; the actor's own, or anybody's for administrators.
        name: defaults to the owner's full name.
        for_all_users: whether the group of all users gets its default permissions, too.

    Raises:
        NotPermitted: the actor may not have, or not make for others, a personal space.
        KeyTaken: the owner has one already.
        BadTitle: the name can't be.
    """
    if owner.pk != actor.user_id:
        require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    elif not has_global(actor, GlobalPermissionType.PERSONALSPACE):
        raise NotPermitted(gettext("You're not permitted to have a personal space."))
    space = Space(
        key=personal_key(owner),
        name=clean_space_name(name or owner.full_name or owner.username),
        description=clean_text(description, "description"),
        kind=SpaceKind.PERSONAL,
        owner=owner,
    )
    return _make(actor, space, owner, None, HOME_PAGE, for_all_users=for_all_users)


def personal_key(owner: User) -> str:
    """Give the key of somebody's personal space.

    Raises:
        BadKey: the username is too long for a key.
    """
    key = f"~{owner.username}"
    if max(len(key), len(fold_title(key))) > KEY_LENGTH:
        raise BadKey(
            gettext("The name '{username}' is too long for the key of a personal space.").format(
                username=owner.username
            )
        )
    return key


def _make(
    actor: Actor,
    space: Space,
    administrator: User | None,
    space_id: int | None,
    home_storage: str,
    *,
    for_all_users: bool,
) -> Space:
    space.key_folded = fold_title(space.key)
    if Space.objects.filter(key_folded=space.key_folded).exists():
        raise KeyTaken(space.key)
    _refuse_taken_id(space_id)
    author = authorship(actor, None)
    space.id = space_id
    space.creator_id = space.modifier_id = author.creator_id
    space.created = space.modified = author.created
    space.save(force_insert=True)
    if space_id is not None:
        _move_sequence_past(space_id)
    grant_default_permissions(space, administrator, for_all_users=for_all_users)
    space.home_page = _home_page(actor, space, home_storage)
    space.save(update_fields=["home_page"])
    record(actor, SpaceAdded(actor_id=actor.user_id, space_id=space.pk, space_key=space.key, subject=space.name))
    return space


def _refuse_taken_id(space_id: int | None) -> None:
    if space_id is None:
        return
    if not 0 < space_id < ID_LIMIT:
        raise BadValue("id", gettext("{space_id} can't be the id of a space.").format(space_id=space_id))
    if Space.objects.filter(pk=space_id).exists():
        raise BadValue("id", gettext("A space with the id {space_id} already exists.").format(space_id=space_id))


def _move_sequence_past(space_id: int) -> None:
    # PostgreSQL's sequence does not notice an id that was given, and would hand it out again.
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(s, GREATEST(%s, COALESCE(pg_sequence_last_value(s), 1)))"
            " FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS s) AS q",
            [space_id, Space._meta.db_table],
        )


def grant_default_permissions(space: Space, administrator: User | None, *, for_all_users: bool) -> None:
    """Give a new space its first permissions.

    Args:
        administrator: gets all of them; None, where the system makes the space, leaves it to the super group.
        for_all_users: whether the group of all users gets its default permissions, too.
    """
    if administrator is not None:
        for permission in SpacePermissionType:
            grant_in_space(space, permission, administrator)
    users = Group.objects.filter(name=users_group_name()).first() if for_all_users else None
    if users is not None:
        for permission in MEMBER_PERMISSIONS:
            grant_in_space(space, permission, users)


def _home_page(actor: Actor, space: Space, storage: str) -> Content:
    suffix = " Home"
    title = space.name[: TITLE_LENGTH - len(suffix)] + suffix
    page = new_page(space, title, None, authorship(actor, None))
    page.save(force_insert=True)
    write_body(page, storage, read_storage(storage))
    inherit_gates(page)
    return page
