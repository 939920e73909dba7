"""What keeps a person from being removed."""

import pytest
from django.db.models import PROTECT

from accounts.errors import StillInUse
from accounts.models import User
from accounts.services.users import remove_user
from tests.factories.accounts import administrator as make_administrator
from tests.factories.wiki import make_page, member
from wiki.queries.people import content_of_user, naming_rows
from wiki.services.labels.label import add_labels
from wiki.services.spaces.groups import add_space_group
from wiki.services.templates.store import store_template

pytestmark = pytest.mark.django_db


def test_every_row_that_protects_its_person_is_named(bob):
    relations = [field for field in User._meta.get_fields(include_hidden=True) if field.one_to_many or field.one_to_one]
    protecting = {one.related_model for one in relations if getattr(one, "on_delete", None) is PROTECT}
    assert protecting == {rows.model for rows in naming_rows(bob.user).values()}


def test_who_is_named_by_nothing_can_be_removed(administrator, bob):
    assert content_of_user(bob.user) == ""
    remove_user(administrator, username="bob")
    assert not User.objects.filter(username="bob").exists()


def test_whoever_did_anything_is_kept(administrator, ann, bob, space):
    page = make_page(ann)
    add_labels(bob, content_id=page.pk, labels="red blue")
    lesser = make_administrator("lesser")
    lesser.user.groups.add(*member("any").user.groups.all())
    add_space_group(lesser, key="g", name="G")
    store_template(lesser, name="T", storage="")
    for name, reason in (
        ("bob", "bob is named by 2 labels on content"),
        ("lesser", "lesser is named by 1 space groups, 1 templates"),
        ("ann", "versions of content, 1 spaces"),
    ):
        with pytest.raises(StillInUse, match=reason):
            remove_user(administrator, username=name)
