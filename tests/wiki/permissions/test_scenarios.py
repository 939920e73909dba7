"""Each scenario of docs/permissions.md, played by its number."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType
from accounts.models import ANONYMOUS_USER_ID, User
from tests.factories.accounts import actor, grant_anonymous, super_actor
from tests.factories.wiki import (
    again,
    grant,
    group,
    make_attachment,
    make_chain,
    make_comment,
    make_page,
    make_space,
    member,
    revoke_all,
)
from wiki.errors import NoSuchContent
from wiki.models import Content, RestrictionType, SpacePermissionType
from wiki.permissions.access import content_for, version_for
from wiki.permissions.decide import allowed_actions, allowed_to_each, may
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.permissions.vocabulary import Action
from wiki.services.pages.move import move_page_to_top_level
from wiki.services.pages.remove import purge_from_trash, restore_from_trash, trash_page
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db

ALL = tuple(SpacePermissionType.values)
LETTERS = {
    "V": Action.VIEW,
    "E": Action.EDIT,
    "C": Action.CREATE_PAGE,
    "R": Action.REMOVE,
    "M": Action.COMMENT,
    "A": Action.ATTACH,
    "L": Action.LABEL,
    "S": Action.RESTRICT,
    "D": Action.ADMINISTER,
}
OF_THE_SPACE = {Action.CREATE_PAGE, Action.ADMINISTER}
VIEW, EDIT = RestrictionType.VIEW, RestrictionType.EDIT


def _answers() -> dict[int, str]:
    text = (Path(settings.BASE_DIR) / "docs" / "permissions.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*\| ([A-Z]*) ?\|$", text, re.MULTILINE)
    return {int(number): letters for number, letters in rows}


ANSWERS = _answers()


class Stage:
    """The space, its pages and what hangs on Page, made by an author who is in no scenario."""

    def __init__(self) -> None:
        self.author = member("author")
        self.space = make_space(self.author)
        self.top, self.middle, self.page = make_chain(self.author, "Top", "Middle", "Page")
        self.comment = make_comment(self.author, self.page)
        self.attachment = make_attachment(self.author, self.page)
        edit_page(self.author, page_id=self.page.pk, version=1, storage="<p>2</p>")
        self.version = self.page.versions.get()
        self.someone: Actor | None = None

    def with_permissions(self, who: Actor, *permissions: str) -> Actor:
        """Give somebody permissions in the space, and nobody else any but the author."""
        revoke_all(self.space)
        grant(self.space, self.author.user, *ALL)
        if permissions:
            grant(self.space, who.user or User.objects.get(pk=ANONYMOUS_USER_ID), *permissions)
        return who

    def restrict(self, page: Content, kind: RestrictionType, who: Actor | None = None, group_name: str = "") -> None:
        """Close a page to all but the author and perhaps one more."""
        set_restriction(
            self.author,
            content_id=page.pk,
            type=kind,
            users=[self.author.user, *([who.user] if who else [])],
            groups=[group(group_name)] if group_name else [],
        )

    def trash(self, page: Content) -> None:
        """Take a page to the trash."""
        trash_page(self.author, page_id=page.pk)


SCENARIOS = {}


def scenario(number):
    """Register how a scenario is set up; the function gives who acts."""

    def register(set_up):
        assert number not in SCENARIOS
        SCENARIOS[number] = set_up
        return set_up

    return register


scenario(1)(lambda stage: super_actor("chief"))


@scenario(2)
def _(stage):
    chief = super_actor("chief")
    stage.with_permissions(chief, *ALL)
    return deactivated(chief)


scenario(3)(lambda stage: stage.with_permissions(member("who"), *ALL))
scenario(4)(lambda stage: stage.with_permissions(member("who"), "VIEWSPACE"))


@scenario(5)
def _(stage):
    grant(stage.space, group("writers"), "VIEWSPACE")
    return member("who", "writers")


@scenario(6)
def _(stage):
    stage.with_permissions(Actor.anonymous(), "VIEWSPACE")
    return member("who")


@scenario(7)
def _(stage):
    grant_anonymous("USECONFLUENCE")
    return stage.with_permissions(Actor.anonymous(), "VIEWSPACE")


scenario(8)(lambda stage: stage.with_permissions(Actor.anonymous(), "VIEWSPACE"))
scenario(9)(lambda stage: stage.with_permissions(actor("who"), *ALL))


@scenario(10)
def _(stage):
    grant_anonymous("USECONFLUENCE")
    return stage.with_permissions(actor("who"), "VIEWSPACE")


scenario(11)(lambda stage: deactivated(stage.with_permissions(member("who"), *ALL)))


@scenario(12)
def _(stage):
    who = member("who")
    User.objects.filter(pk=who.user.pk).update(is_superuser=True)
    return reread(who)


scenario(13)(lambda stage: actor("who", permissions=tuple(GlobalPermissionType)))
scenario(14)(lambda stage: member("who"))
scenario(15)(lambda stage: stage.with_permissions(member("who"), *(name for name in ALL if name != "VIEWSPACE")))

for _number, _permissions in {
    20: ("EDITSPACE",),
    21: ("REMOVEPAGE",),
    22: ("COMMENT",),
    23: ("CREATEATTACHMENT",),
    24: ("SETPAGEPERMISSIONS",),
    25: ("SETPAGEPERMISSIONS", "EDITSPACE"),
    26: ("SETSPACEPERMISSIONS",),
    27: ("REMOVEOWNCONTENT",),
    29: ("EDITBLOG", "REMOVEBLOG", "EXPORTSPACE", "REMOVEMAIL"),
}.items():
    scenario(_number)(
        lambda stage, permissions=_permissions: stage.with_permissions(member("who"), "VIEWSPACE", *permissions)
    )


@scenario(28)
def _(stage):
    who = stage.with_permissions(member("who"), "VIEWSPACE", "REMOVEOWNCONTENT")
    Content.objects.filter(pk=stage.page.pk).update(creator=who.user)
    return who


def closed(number, *restrictions, chief=False):
    """Register a scenario of restrictions: (page, type, "who", "group" or "")."""

    @scenario(number)
    def _(stage):
        who = super_actor("chief") if chief else stage.with_permissions(member("who", "writers"), *ALL)
        for page, kind, named in restrictions:
            stage.restrict(
                getattr(stage, page), kind, who if named == "who" else None, "writers" if named == "group" else ""
            )
        return who


closed(40, ("page", VIEW, ""))
closed(41, ("page", VIEW, "who"))
closed(42, ("page", VIEW, "group"))
closed(43, ("page", VIEW, ""), chief=True)
closed(44, ("top", VIEW, ""))
closed(45, ("top", VIEW, "who"))
closed(46, ("top", VIEW, "who"), ("page", VIEW, ""))
closed(47, ("top", VIEW, ""), ("page", VIEW, "who"))
closed(48, ("top", VIEW, "who"), ("page", VIEW, "who"))
closed(49, ("page", EDIT, ""))
closed(50, ("page", EDIT, "who"))
closed(51, ("page", EDIT, "group"))
closed(52, ("top", EDIT, ""))
closed(53, ("page", EDIT, ""), chief=True)
closed(54, ("page", VIEW, "who"), ("page", EDIT, ""))
closed(55, ("page", EDIT, "who"), ("top", VIEW, ""))


def everything(stage):
    """Give somebody with all permissions in the space."""
    return stage.with_permissions(member("who"), *ALL)


@scenario(56)
def _(stage):
    who = everything(stage)
    stage.restrict(stage.middle, VIEW)
    stage.trash(stage.middle)
    return who


@scenario(57)
def _(stage):
    who = everything(stage)
    stage.restrict(stage.middle, VIEW, who)
    stage.trash(stage.middle)
    return who


@scenario(58)
def _(stage):
    who = everything(stage)
    stage.restrict(stage.middle, VIEW)
    stage.trash(stage.middle)
    purge_from_trash(stage.author, space_key="TST", content_id=stage.middle.pk)
    return who


@scenario(59)
def _(stage):
    who = everything(stage)
    stage.restrict(stage.top, VIEW)
    stage.trash(stage.page)
    set_restriction(stage.author, content_id=stage.top.pk, type=VIEW)
    restore_from_trash(stage.author, space_key="TST", content_id=stage.page.pk)
    return who


@scenario(60)
def _(stage):
    who = everything(stage)
    stage.restrict(stage.top, VIEW)
    move_page_to_top_level(stage.author, page_id=stage.page.pk)
    return who


@scenario(61)
def _(stage):
    who = member("who")
    User.objects.filter(pk=who.user.pk).update(is_superuser=True)
    stage.restrict(stage.page, VIEW, who)
    return reread(who)


@scenario(70)
def _(stage):
    who = everything(stage)
    stage.trash(stage.page)
    return who


@scenario(71)
def _(stage):
    stage.trash(stage.page)
    return super_actor("chief")


def reread(who: Actor) -> Actor:
    """Give the actor of a person as the person is now."""
    return Actor.for_user(User.objects.get(pk=who.user_id))


def deactivated(who: Actor) -> Actor:
    """Deactivate somebody and give the actor of then."""
    User.objects.filter(pk=who.user_id).update(is_active=False)
    return reread(who)


def opens(who: Actor, content: Content) -> bool:
    """Say whether the doors let somebody to a content or version."""
    try:
        version_for(who, content.pk)
        if not content.is_historical:
            content_for(who, content.pk)
    except NoSuchContent:
        return False
    return True


def test_every_scenario_is_written_down_and_played():
    assert set(ANSWERS) == set(SCENARIOS)


@pytest.mark.parametrize("number", sorted(SCENARIOS))
def test_scenario(site, number):
    stage = Stage()
    who = SCENARIOS[number](stage)
    who = who if who.is_anonymous else reread(who)
    page = again(stage.page)
    given = "".join(
        letter
        for letter, action in LETTERS.items()
        if may(who, action, stage.space if action in OF_THE_SPACE else page)
    )
    assert sorted(given) == sorted(ANSWERS[number])
    seen = "V" in ANSWERS[number]
    if seen:
        wanted = {action for letter, action in LETTERS.items() if letter in given}
        assert allowed_actions(who, page, LETTERS.values()) == wanted
    for content in (page, again(stage.comment), again(stage.attachment), again(stage.version)):
        listed = visible_contents(who, Content.objects.all()).filter(pk=content.pk).exists()
        assert may(who, Action.VIEW, content) == listed == opens(who, content) == seen, content
    assert may(who, Action.VIEW, stage.space) == visible_spaces(who).filter(pk=stage.space.pk).exists()


@pytest.mark.parametrize("permission", ALL)
def test_each_permission_alone_gives_nothing_but_viewspace(site, permission):
    stage = Stage()
    who = stage.with_permissions(member("who"), permission)
    allowed = [action for action in Action if may(who, action, stage.page) or may(who, action, stage.space)]
    assert allowed == ([Action.VIEW] if permission == "VIEWSPACE" else [])


COMMENT_AND_FILE = [
    ("COMMENT", "comment", Action.EDIT, False),
    ("REMOVECOMMENT", "comment", Action.REMOVE, True),
    ("CREATEATTACHMENT", "attachment", Action.EDIT, True),
    ("CREATEATTACHMENT", "attachment", Action.LABEL, True),
    ("REMOVEATTACHMENT", "attachment", Action.REMOVE, True),
    ("EDITSPACE", "attachment", Action.EDIT, False),
    ("REMOVEPAGE", "comment", Action.REMOVE, False),
]


@pytest.mark.parametrize(("permission", "what", "action", "answer"), COMMENT_AND_FILE)
def test_comments_and_attachments(site, permission, what, action, answer):
    stage = Stage()
    who = stage.with_permissions(member("who"), "VIEWSPACE", permission)
    assert may(who, action, getattr(stage, what)) is answer
    stage.restrict(stage.page, EDIT)
    assert may(who, action, getattr(stage, what)) is (answer and what == "comment")


ARCHIVING = [
    (("EDITSPACE",), False),
    (("REMOVEPAGE",), False),
    (("EDITSPACE", "REMOVEPAGE"), True),
    (("EDITSPACE", "REMOVEOWNCONTENT"), False),
    (("EDITBLOG", "REMOVEBLOG", "EDITSPACE", "SETSPACEPERMISSIONS"), False),
]


@pytest.mark.parametrize(("permissions", "answer"), ARCHIVING)
def test_archiving_takes_editing_and_removing(site, permissions, answer):
    stage = Stage()
    who = stage.with_permissions(member("who"), "VIEWSPACE", *permissions)
    assert may(who, Action.ARCHIVE, stage.page) is answer
    assert (stage.page.pk in allowed_to_each(who, Action.ARCHIVE, [stage.page])) is answer
    assert not may(who, Action.ARCHIVE, stage.comment) and not may(who, Action.ARCHIVE, stage.attachment)
    stage.restrict(stage.page, EDIT)
    assert not may(who, Action.ARCHIVE, stage.page)


def test_ones_own_page_is_archived_by_whoever_may_remove_that(site):
    stage = Stage()
    who = stage.with_permissions(member("who"), "VIEWSPACE", "EDITSPACE", "REMOVEOWNCONTENT")
    assert may(who, Action.ARCHIVE, make_page(who)) and not may(who, Action.ARCHIVE, stage.page)


def test_ones_own_comment(site):
    stage = Stage()
    who = stage.with_permissions(member("who"), "VIEWSPACE", "COMMENT", "REMOVEOWNCONTENT")
    own = make_comment(who, stage.page)
    assert may(who, Action.EDIT, own)
    assert may(who, Action.REMOVE, own)
    assert not may(who, Action.REMOVE, stage.comment)


def test_what_the_anonymous_user_made_is_nobodys_own(site):
    stage = Stage()
    grant_anonymous("USECONFLUENCE")
    anonymous = stage.with_permissions(Actor.anonymous(), "VIEWSPACE", "COMMENT", "REMOVEOWNCONTENT")
    comment = make_comment(anonymous, stage.page)
    assert not may(anonymous, Action.EDIT, comment)
    assert not may(anonymous, Action.REMOVE, comment)


def test_missing_and_hidden_get_the_same_answer(site):
    stage = Stage()
    who = member("who")

    def answer(content_id):
        with pytest.raises(NoSuchContent) as caught:
            content_for(who, content_id)
        return type(caught.value), str(caught.value).replace(str(content_id), "N")

    assert answer(stage.page.pk) == answer(999_999) == answer(stage.version.pk)
