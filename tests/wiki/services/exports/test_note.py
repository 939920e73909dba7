"""Who had what exported stands in the audit log."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import make_page
from wiki.errors import NoSuchContent, NoSuchSpace
from wiki.models import AuditEntry
from wiki.services.exports.note import note_page_export, note_site_export, note_space_export

pytestmark = pytest.mark.django_db


def written() -> list[tuple[object, ...]]:
    found = AuditEntry.objects.filter(event__endswith="Exported").order_by("pk")
    return list(found.values_list("actor_name", "event", "space_key", "content_id", "subject"))


def test_each_export_leaves_an_entry(ann, administrator, space):
    page = make_page(ann, "Plan")
    assert note_space_export(ann, space_key="tst", what="XML") == space
    assert note_page_export(ann, content_id=page.pk) == page
    note_site_export(administrator, what="backup")
    assert written() == [
        ("ann", "SpaceExported", "TST", None, "XML"),
        ("ann", "ContentExported", "TST", page.pk, "Plan"),
        ("chief", "SiteExported", "", None, "backup"),
    ]


def test_who_may_not_leaves_none(ann, bob, stranger, space):
    page = make_page(ann, "Plan")
    with pytest.raises(NotPermitted):
        note_space_export(bob, space_key="TST", what="XML")
    with pytest.raises(NoSuchSpace):
        note_space_export(stranger, space_key="TST", what="XML")
    with pytest.raises(NoSuchContent):
        note_page_export(stranger, content_id=page.pk)
    with pytest.raises(NotPermitted):
        note_site_export(ann, what="export")
    assert written() == []
