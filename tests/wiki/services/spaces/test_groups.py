"""Space groups are made and removed."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import make_space
from wiki.errors import BadKey, BadValue, NoSuchSpaceGroup, SpaceGroupTaken
from wiki.models import SpaceGroup
from wiki.queries.spaces import space_group, space_groups
from wiki.services.spaces.edit import edit_space
from wiki.services.spaces.groups import add_space_group, remove_space_group

pytestmark = pytest.mark.django_db


def test_made_and_removed(administrator, ann, stranger, refused):
    space = make_space(ann)
    group = add_space_group(administrator, key=" g ", license_key="l")
    assert (group.key, group.name, group.license_key, group.creator) == ("g", "g", "l", administrator.user)
    edit_space(ann, key="TST", group=group)
    assert list(space_groups(ann)) == [group] == [space_group(ann, "g")]
    assert list(space_groups(stranger)) == []
    with pytest.raises(NoSuchSpaceGroup):
        space_group(stranger, "g")
    remove_space_group(administrator, key="g")
    space.refresh_from_db()
    assert space.group is None


def test_refusals(administrator, ann, refused):
    add_space_group(administrator, key="g")
    with refused(SpaceGroupTaken):
        add_space_group(administrator, key="g")
    for key in ("", "x" * 256, "a\x00", "a\nb"):
        with refused(BadKey):
            add_space_group(administrator, key=key)
    with refused(BadValue):
        add_space_group(administrator, key="new", license_key="\x00")
    for key in ("none", "\x00"):
        with refused(NoSuchSpaceGroup):
            remove_space_group(administrator, key=key)
    with refused(NotPermitted):
        add_space_group(ann, key="new")
    with refused(NotPermitted):
        remove_space_group(ann, key="g")
    assert SpaceGroup.objects.count() == 1
