"""Of an import that came to no end nothing stays but what others use already."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.actor import SYSTEM_IMPORT, Actor
from accounts.models import User
from jobs.models import Job
from tests.factories.wiki import grant, make_page, make_space, open_site
from tests.wiki.services.imports.made import prepared, written
from tests.wiki.transfer.killed_import import count
from wiki.models import Arrival, Label, Space
from wiki.services.imports import take_back as module
from wiki.services.imports.prepared import Person
from wiki.services.imports.take_back import SILENT_FOR, take_back
from wiki.services.imports.write import begin_import
from wiki.services.labels.label import add_labels
from wiki.transfer.unfinished_imports import remove_lost_imports

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Actor:
    """A new site with a page, and its administrator."""
    open_site()
    root = Actor.for_user(User.objects.get(username="root"))
    make_space(root)
    make_page(root, "Here")
    return root


def test_nothing_stays(root: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    before, number = count(), uuid4()
    anna = Person("anna", is_active=True)
    written(prepared(pages=7, people=[anna]), people=[anna, Person("bert")], number=number)
    assert count()["wiki_content"] == before["wiki_content"] + 7
    assert take_back(number) == []
    assert count() == before
    assert take_back(number) == []


def test_what_somebody_uses_stays(root: Actor) -> None:
    number, people = uuid4(), [Person("anna"), Person("bert"), Person("carl")]
    written(prepared(people=people[:1]), people=people, number=number)
    User.objects.filter(username="anna").update(is_active=True)
    grant(Space.objects.get(key="TST"), User.objects.get(username="bert"), "VIEWSPACE")
    grant(Space.objects.get(key="TST"), Group.objects.get(name="readers"), "VIEWSPACE")
    add_labels(root, content_id=make_page(root).pk, labels="arriving")
    assert take_back(number) == ["anna", "bert", "readers"]
    assert set(User.objects.exclude(pk__lt=0).values_list("username", flat=True)) == {"root", "anna", "bert"}
    assert Label.objects.filter(name="arriving").exists()
    assert not Space.objects.filter(key="NEW").exists()


def test_what_was_killed_long_ago_goes_and_what_is_under_way_stays(root: Actor) -> None:
    silent = timezone.now() - SILENT_FOR - timedelta(minutes=1)
    job = Job.objects.create(kind="import-space", title="waits for its next attempt")
    for key, number in (("LOST", uuid4()), ("HELD", job.pk), ("ALIVE", uuid4())):
        begin_import(SYSTEM_IMPORT, number=number, spaces=[prepared(key)])
        if key != "ALIVE":
            Arrival.objects.filter(number=number).update(beat=silent)
    assert remove_lost_imports() == 1
    assert set(Space.objects.values_list("key", flat=True)) == {"TST", "HELD", "ALIVE"}
