"""Templates are made, changed and removed."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.accounts import administrator as make_administrator
from wiki.errors import (
    BadBody,
    BadValue,
    MalformedStorage,
    NoSuchSpace,
    NoSuchTemplate,
    TemplateTaken,
    VersionConflict,
)
from wiki.models import AuditEntry, PageTemplate
from wiki.queries.templates import template_by_id, template_for, template_named, templates_of
from wiki.services.templates.store import remove_template, store_template

pytestmark = pytest.mark.django_db

TEXT = '<p><at:var at:name="x"/></p>'


def test_the_life_of_a_spaces_own_template(ann, space):
    made = store_template(ann, space_key="tst", name=" Weekly   report ", storage=TEXT, description="for Mondays")
    assert (made.name, made.storage, made.description, made.version) == ("Weekly report", TEXT, "for Mondays", 1)
    assert (made.space, made.creator) == (space, ann.user)
    changed = store_template(ann, template_id=made.pk, version=1, name="Report", storage="<p>2</p>")
    assert (changed.pk, changed.name, changed.storage, changed.version) == (made.pk, "Report", "<p>2</p>", 2)
    remove_template(ann, template_id=made.pk)
    assert not PageTemplate.objects.exists()
    entries = AuditEntry.objects.filter(event__startswith="Template").order_by("pk")
    assert list(entries.values_list("event", "subject")) == [
        ("TemplateStored", "Weekly report"),
        ("TemplateStored", "Report"),
        ("TemplateRemoved", "Report"),
    ]


def test_who_may(ann, bob, administrator, stranger, space):
    own = store_template(ann, space_key="TST", name="Own", storage="")
    shared = store_template(administrator, name="Shared", storage="")
    assert shared.space is None
    lesser = make_administrator("lesser")
    lesser.user.groups.add(*bob.user.groups.all())
    store_template(lesser, name="Shared 2", storage="")
    for actor, arguments in (
        (bob, {"space_key": "TST"}),
        (bob, {}),
        (ann, {}),
        (bob, {"template_id": own.pk}),
        (ann, {"template_id": shared.pk}),
    ):
        with pytest.raises(NotPermitted):
            store_template(actor, name="New", storage="", **arguments)
    for actor, template in ((bob, own), (bob, shared), (ann, shared)):
        with pytest.raises(NotPermitted):
            remove_template(actor, template_id=template.pk)
    with pytest.raises(NoSuchSpace):
        store_template(stranger, space_key="TST", name="New", storage="")
    with pytest.raises(NoSuchTemplate):
        remove_template(stranger, template_id=shared.pk)
    assert PageTemplate.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": " \t"}, BadValue),
        ({"name": "x" * 256}, BadValue),
        ({"name": "a\0b"}, BadValue),
        ({"storage": "<p>"}, MalformedStorage),
        ({"storage": "x" * 5000}, BadBody),
        ({"name": "TAKEN"}, TemplateTaken),
        ({"version": 7}, VersionConflict),
    ],
)
def test_what_can_not_be(ann, space, settings, given, error):
    settings.WIKI_MAX_BODY_BYTES = 4000
    store_template(ann, space_key="TST", name="Taken", storage="")
    own = store_template(ann, space_key="TST", name="Own", storage=TEXT)
    with pytest.raises(error):
        store_template(ann, **({"template_id": own.pk, "name": "Own", "storage": TEXT} | given))
    own.refresh_from_db()
    assert (own.name, own.storage, own.version) == ("Own", TEXT, 1)


def test_a_name_may_be_there_once_for_all_and_once_in_each_space(ann, administrator, space, other_space):
    shared = store_template(administrator, name="Same", storage="")
    own = store_template(ann, space_key="TST", name="same", storage="")
    assert template_named(ann, space, "SAME") == own
    assert template_named(ann, other_space, "SAME") == shared
    with pytest.raises(TemplateTaken):
        store_template(administrator, name="SAME", storage="")


def test_which_ones_a_space_offers(ann, bob, administrator, stranger, space, other_space):
    shared = store_template(administrator, name="A shared one", storage="")
    own = store_template(ann, space_key="TST", name="Own", storage="")
    other = store_template(ann, space_key="OTH", name="Other", storage="")
    assert templates_of(bob, space) == [own, shared]
    assert templates_of(bob, other_space) == [other, shared]
    assert templates_of(stranger, space) == []
    assert template_for(bob, space, shared.pk) == shared
    for look in (
        lambda: template_for(bob, space, other.pk),
        lambda: template_named(bob, space, "Other"),
        lambda: template_by_id(stranger, own.pk),
        lambda: template_by_id(bob, 0),
        lambda: template_by_id(bob, 2**70),
    ):
        with pytest.raises(NoSuchTemplate):
            look()
    other_space.user_permissions.all().delete()
    other_space.group_permissions.all().delete()
    with pytest.raises(NoSuchTemplate):
        template_by_id(bob, other.pk)
