"""A small wiki in which everything that can change what a page shows is changed at random."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from unittest import mock

from django.contrib.auth.models import Group

from accounts.actor import SYSTEM_LINKS, Actor
from accounts.errors import AccountError
from accounts.models import ANONYMOUS_USER_ID, User
from accounts.services.global_grants import set_anonymous_access
from accounts.services.groups import add_user_to_group, remove_user_from_group
from accounts.services.users import deactivate_user, edit_user, reactivate_user, rename_user
from tests.factories.accounts import super_actor
from tests.factories.wiki import group, make_page, make_space, member
from wiki.errors import WikiError
from wiki.models import Content, ContentKind, ContentStatus, RestrictionType, Space, SpacePermissionType
from wiki.permissions.access import content_for
from wiki.queries.comments import comments_on
from wiki.rendering import kept
from wiki.rendering.cache import RenderCache
from wiki.rendering.shown import rendered, rendered_together
from wiki.services.attachments.move import move_attachment
from wiki.services.attachments.store import add_attachment
from wiki.services.comments.store import add_comment, edit_comment, remove_comment
from wiki.services.labels.label import add_labels, remove_label
from wiki.services.link_following import follow_pages
from wiki.services.pages.move import move_page, move_page_to_top_level
from wiki.services.pages.remove import empty_trash, restore_from_trash, trash_content
from wiki.services.pages.store import create_page, edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.site.settings import change_site_settings
from wiki.services.spaces.create import create_space
from wiki.services.spaces.edit import edit_space
from wiki.services.spaces.permissions import grant_space_permissions, revoke_space_permissions
from wiki.services.spaces.remove import remove_space

TITLES = ("One", "Two", "Three", "Four", "Five")
KEYS = ("AA", "BB", "CC")
REFUSALS = (WikiError, AccountError)


def _link(title: str, key: str = "") -> str:
    space = f' ri:space-key="{key}"' if key else ""
    return f'<p><ac:link><ri:page ri:content-title="{title}"{space}/></ac:link></p>'


def _macro(name: str, body: str = "", **parameters: str) -> str:
    given = "".join(f'<ac:parameter ac:name="{key}">{value}</ac:parameter>' for key, value in parameters.items())
    inner = f"<ac:rich-text-body>{body}</ac:rich-text-body>" if body else ""
    return f'<ac:structured-macro ac:name="{name}">{given}{inner}</ac:structured-macro>'


def bodies(user_key: str) -> list[str]:
    """Give texts that depend on all kinds of things."""
    file = '<ac:image><ri:attachment ri:filename="a.png"/></ac:image>'
    far_file = '<ac:image><ri:attachment ri:filename="a.png"><ri:page ri:content-title="One" ri:space-key="BB"/>'
    return [
        *(_link(title, key) for title in TITLES for key in ("", *KEYS)),
        file,
        f"{far_file}</ri:attachment></ac:image>",
        f'<ac:link><ri:user ri:userkey="{user_key}"/></ac:link>',
        *(f'<ac:link><ri:space ri:space-key="{key}"/></ac:link>' for key in KEYS),
        "<h2>A heading</h2>" + _macro("toc"),
        _macro("children", all="true"),
        _macro("panel", _link("Two", "BB") + _macro("children", page="BB:One")),
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>"
        "do</ac:task-body></ac:task></ac:task-list>",
        _macro("html", "x"),
    ]


class ChangingWiki:
    """The wiki: people, two spaces, pages that name each other, and every way to change them."""

    def __init__(self) -> None:
        self.chief = super_actor("chief")
        self.people = {name: member(name).user_id or 0 for name in ("ann", "bob")}
        self.people["carol"] = member("carol", "staff").user_id or 0
        self.bodies = bodies(User.objects.get(username="bob").key)
        for key in KEYS[:2]:
            make_space(self.chief, key, for_all_users=True)
            mention, space = (next(body for body in self.bodies if word in body) for word in ("ri:user", "ri:space "))
            # Texts whose targets are all there depend on a few spaces; the others on everything.
            texts = (_link("Two", "AA") + mention, _link("One") + space, "".join(self.bodies[::3]))
            for title, text in zip(TITLES, texts, strict=False):
                make_page(self.chief, title, space=key, storage=text)
        for page in self.pages():
            self.bodies.append(f'<ac:link><ri:content-entity ri:content-id="{page.pk}"/></ac:link>')

    def readers(self) -> list[Actor]:
        """Give whoever may look, as of now."""
        people = User.objects.filter(pk__in=(self.chief.user_id, *self.people.values())).order_by("pk")
        return [Actor.anonymous(), *(Actor.for_user(user) for user in people)]

    def pages(self) -> list[Content]:
        """Give all current pages."""
        found = Content.objects.filter(kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
        return list(found.select_related("space", "body").order_by("pk"))

    def change(self, name: str, chance: Random) -> None:
        """Make one change; what is refused changes nothing."""
        try:
            CHANGES[name](self, chance)
        except REFUSALS:
            pass

    def text(self, chance: Random) -> str:
        """Give a text by chance."""
        return "".join(chance.sample(self.bodies, chance.choice((1, 1, 2, 5))))


def shown(actor: Actor, page: Content) -> list[str]:
    """Give what a reader sees of a page and its comments; nothing of one that the reader may not view."""
    try:
        page = content_for(actor, page.pk)
    except REFUSALS:
        return []
    comments = list(comments_on(actor, page))
    return [rendered(actor, page.storage, page, page.space, page), *rendered_together(actor, comments, page)]


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Have everything rendered anew."""
    with mock.patch.object(kept, "render_cache", lambda: RenderCache(0)):
        yield


def _someone(wiki: ChangingWiki, chance: Random) -> User:
    return User.objects.get(pk=chance.choice(list(wiki.people.values())))


def _page(wiki: ChangingWiki, chance: Random) -> Content:
    return chance.choice(wiki.pages())


def _edit(wiki: ChangingWiki, chance: Random) -> None:
    edit_page(wiki.chief, page_id=_page(wiki, chance).pk, version=None, storage=wiki.text(chance))


def _rename(wiki: ChangingWiki, chance: Random) -> None:
    page = _page(wiki, chance)
    old_title = page.title
    edit_page(wiki.chief, page_id=page.pk, version=None, title=chance.choice(TITLES))
    if chance.random() < 0.5:
        follow_pages(SYSTEM_LINKS, titles=((page.pk, old_title),), old_space_key=page.space.key)


def _create(wiki: ChangingWiki, chance: Random) -> None:
    key = chance.choice(KEYS)
    create_page(wiki.chief, space_key=key, title=chance.choice(TITLES), storage=wiki.text(chance))


def _restrict(wiki: ChangingWiki, chance: Random) -> None:
    type_ = chance.choice(list(RestrictionType))
    groups = [group("staff")] if chance.random() < 0.5 else []
    set_restriction(
        wiki.chief, content_id=_page(wiki, chance).pk, type=type_, users=[_someone(wiki, chance)], groups=groups
    )


def _unrestrict(wiki: ChangingWiki, chance: Random) -> None:
    for page in wiki.pages():
        set_restriction(wiki.chief, content_id=page.pk, type=chance.choice(list(RestrictionType)), users=[], groups=[])


def _move(wiki: ChangingWiki, chance: Random) -> None:
    position = chance.choice(("append", "above", "below"))
    move_page(wiki.chief, page_id=_page(wiki, chance).pk, target_id=_page(wiki, chance).pk, position=position)


def _move_far(wiki: ChangingWiki, chance: Random) -> None:
    page = _page(wiki, chance)
    move_page_to_top_level(wiki.chief, page_id=page.pk, space_key=chance.choice(KEYS))


def _label(wiki: ChangingWiki, chance: Random) -> None:
    add_labels(wiki.chief, content_id=_page(wiki, chance).pk, labels=chance.choice(("red", "green")))


def _unlabel(wiki: ChangingWiki, chance: Random) -> None:
    for page in wiki.pages():
        remove_label(wiki.chief, content_id=page.pk, label="red")


def _trash(wiki: ChangingWiki, chance: Random) -> None:
    trash_content(wiki.chief, content_id=_page(wiki, chance).pk)


def _restore(wiki: ChangingWiki, chance: Random) -> None:
    for page in Content.objects.filter(status=ContentStatus.TRASHED).select_related("space"):
        restore_from_trash(wiki.chief, space_key=page.space.key, content_id=page.pk)


def _purge(wiki: ChangingWiki, chance: Random) -> None:
    empty_trash(wiki.chief, space_key=chance.choice(KEYS))


def _grantee(wiki: ChangingWiki, chance: Random) -> User | Group:
    choices = [User.objects.get(pk=ANONYMOUS_USER_ID), _someone(wiki, chance), group("staff")]
    return chance.choice([*choices, group("confluence-users")])


def _grant(wiki: ChangingWiki, chance: Random) -> None:
    permissions = chance.sample(list(SpacePermissionType), 2) + [SpacePermissionType.VIEWSPACE]
    key = chance.choice(KEYS)
    grant_space_permissions(wiki.chief, key=key, permissions=permissions, grantee=_grantee(wiki, chance))


def _revoke(wiki: ChangingWiki, chance: Random) -> None:
    permissions = [SpacePermissionType.VIEWSPACE]
    key = chance.choice(KEYS)
    revoke_space_permissions(wiki.chief, key=key, permissions=permissions, grantee=_grantee(wiki, chance))


def _rename_user(wiki: ChangingWiki, chance: Random) -> None:
    user = _someone(wiki, chance)
    rename_user(wiki.chief, old_name=user.username, new_name=f"{user.username[:5]}{chance.randrange(9)}")


def _rename_in_full(wiki: ChangingWiki, chance: Random) -> None:
    edit_user(wiki.chief, username=_someone(wiki, chance).username, full_name=f"Name {chance.randrange(9)}")


def _deactivate(wiki: ChangingWiki, chance: Random) -> None:
    deactivate_user(wiki.chief, username=_someone(wiki, chance).username)


def _reactivate(wiki: ChangingWiki, chance: Random) -> None:
    for user in User.objects.filter(is_active=False):
        reactivate_user(wiki.chief, username=user.username)


def _join(wiki: ChangingWiki, chance: Random) -> None:
    add_user_to_group(wiki.chief, username=_someone(wiki, chance).username, group="staff")


def _leave(wiki: ChangingWiki, chance: Random) -> None:
    name = chance.choice(("staff", "confluence-users"))
    remove_user_from_group(wiki.chief, username=_someone(wiki, chance).username, group=name)


def _open_to_all(wiki: ChangingWiki, chance: Random) -> None:
    set_anonymous_access(wiki.chief, enabled=chance.random() < 0.7)


def _attach(wiki: ChangingWiki, chance: Random) -> None:
    data = io.BytesIO(chance.randbytes(10))
    add_attachment(wiki.chief, container_id=_page(wiki, chance).pk, file_name="a.png", data=data)


def _attachment(chance: Random) -> Content | None:
    found = list(Content.objects.filter(kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT).order_by("pk"))
    return chance.choice(found) if found else None


def _move_file(wiki: ChangingWiki, chance: Random) -> None:
    if file := _attachment(chance):
        move_attachment(wiki.chief, attachment_id=file.pk, container_id=_page(wiki, chance).pk)


def _trash_file(wiki: ChangingWiki, chance: Random) -> None:
    if file := _attachment(chance):
        trash_content(wiki.chief, content_id=file.pk)


def _comment(wiki: ChangingWiki, chance: Random) -> None:
    add_comment(wiki.chief, container_id=_page(wiki, chance).pk, storage=wiki.text(chance))


def _edit_comment(wiki: ChangingWiki, chance: Random) -> None:
    for comment in Content.objects.filter(kind=ContentKind.COMMENT, status=ContentStatus.CURRENT)[:2]:
        if chance.random() < 0.5:
            edit_comment(wiki.chief, comment_id=comment.pk, storage=wiki.text(chance))
        else:
            remove_comment(wiki.chief, comment_id=comment.pk)


def _add_space(wiki: ChangingWiki, chance: Random) -> None:
    create_space(wiki.chief, key="CC", name="The third", for_all_users=True)


def _rename_space(wiki: ChangingWiki, chance: Random) -> None:
    edit_space(wiki.chief, key=chance.choice(KEYS), name=f"Space {chance.randrange(9)}")


def _remove_space(wiki: ChangingWiki, chance: Random) -> None:
    if Space.objects.filter(key="CC").exists():
        remove_space(wiki.chief, key="CC")


def _decide(wiki: ChangingWiki, chance: Random) -> None:
    change_site_settings(wiki.chief, values={"html_macro": chance.random() < 0.5})


CHANGES: dict[str, Callable[[ChangingWiki, Random], None]] = {
    function.__name__.strip("_"): function
    for function in (
        _edit, _rename, _create, _restrict, _unrestrict, _move, _move_far, _label, _unlabel, _trash, _restore, _purge,
        _grant, _revoke, _rename_user, _rename_in_full, _deactivate, _reactivate, _join, _leave, _open_to_all, _attach,
        _move_file, _trash_file, _comment, _edit_comment, _add_space, _rename_space, _remove_space, _decide,
    )
}  # fmt: skip
"""Every kind of change by name."""
