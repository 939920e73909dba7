"""Spaces are changed."""

import pytest

from accounts.errors import NotPermitted
from accounts.services.users import rename_user
from tests.factories.wiki import again, make_page
from wiki.errors import BadMove, BadTitle, BadValue, KeyTaken, NoSuchPage, NoSuchSpace
from wiki.models import AuditEntry, Space, SpacePermissionType
from wiki.permissions.access import space_for
from wiki.permissions.decide import space_permissions
from wiki.queries.spaces import personal_space_of, spaces_for, spaces_in_group
from wiki.services.spaces.create import create_personal_space
from wiki.services.spaces.edit import convert_to_personal_space, edit_space, set_space_status
from wiki.services.spaces.groups import add_space_group

pytestmark = pytest.mark.django_db


def test_what_is_given_changes_and_the_rest_stays(administrator, ann, space):
    page = make_page(ann)
    group = add_space_group(administrator, key="g")
    edit_space(ann, key="tst", name="New")
    edit_space(ann, key="tst", description="d", home_page_id=page.pk, group=group)
    space.refresh_from_db()
    assert (space.name, space.description, space.home_page, space.group) == ("New", "d", page, group)
    assert space.modifier == ann.user
    assert list(spaces_in_group(ann, "g")) == [space]
    assert AuditEntry.objects.filter(event="SpaceChanged").count() == 2


def test_archiving(ann, space, refused):
    assert set_space_status(ann, key="TST", status="ARCHIVED").is_archived
    assert list(spaces_for(ann, archived=False)) == []
    assert list(spaces_for(ann)) == [space]
    assert make_page(ann).space == space
    with refused(BadValue):
        set_space_status(ann, key="TST", status="gone")
    assert not set_space_status(ann, key="TST", status="current").is_archived


def test_refusals(ann, bob, stranger, space, other_space, refused):
    elsewhere = make_page(ann, space="OTH")
    for change, error in [
        ({"name": " "}, BadTitle),
        ({"name": "New", "description": "\x00"}, BadValue),
        ({"home_page_id": elsewhere.pk}, BadMove),
        ({"home_page_id": 999_999}, NoSuchPage),
    ]:
        with refused(error):
            edit_space(ann, key="TST", **change)
    with refused(NotPermitted):
        edit_space(bob, key="TST", name="New")
    with refused(NotPermitted):
        set_space_status(bob, key="TST", status="archived")
    with refused(NoSuchSpace):
        edit_space(stranger, key="TST", name="New")


def test_becoming_personal(administrator, ann, bob, space, refused):
    page = make_page(ann)
    with refused(NotPermitted):
        convert_to_personal_space(ann, key="TST", owner=bob.user)
    converted = convert_to_personal_space(administrator, key="TST", owner=bob.user, name="Bob's")
    assert (converted.key, converted.kind, converted.owner, converted.name) == ("~bob", "personal", bob.user, "Bob's")
    assert space_permissions(bob, converted) == set(SpacePermissionType)
    assert space_for(bob, "~BOB") == personal_space_of(ann, bob.user.pk) == space
    assert again(page).space.key == "~bob"
    with pytest.raises(NoSuchSpace):
        space_for(administrator, "TST")


def test_nobody_has_two_personal_spaces(administrator, ann, space, refused):
    create_personal_space(ann, owner=ann.user)
    with refused(KeyTaken):
        convert_to_personal_space(administrator, key="TST", owner=ann.user)
    assert Space.objects.count() == 2


def test_the_space_of_somebody_who_is_renamed(administrator, ann, refused):
    space = create_personal_space(ann, owner=ann.user)
    make_page(ann, "Page", space="~ann")
    rename_user(administrator, old_name="ann", new_name="anna")
    space.refresh_from_db()
    assert (space.key, space.key_folded) == ("~anna", "~anna")
