"""Imports are written in short steps, and what others do meanwhile stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

from accounts.actor import SYSTEM_IMPORT, Actor
from accounts.errors import NotPermitted
from accounts.models import User
from tests.factories.wiki import make_page, make_space, member, open_site
from tests.wiki.services.imports.made import prepared, written
from wiki.errors import KeyTaken
from wiki.models import Arrival, Body, Content, Label, ViewGate
from wiki.services.imports import contents
from wiki.services.imports.prepared import Person
from wiki.services.imports.show import show_import
from wiki.services.imports.steps import ImportTakenAway, Steps
from wiki.services.imports.take_back import take_back
from wiki.services.imports.write import begin_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Actor:
    """A new site and its administrator."""
    open_site()
    return Actor.for_user(User.objects.get(username="root"))


def test_no_step_writes_more_than_a_batch(root: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    grown: list[int] = []
    step = Steps.step

    @contextmanager
    def counted(self: Steps) -> Iterator[None]:
        before = Content.objects.count() + Body.objects.count()
        with step(self):
            yield
        grown.append(Content.objects.count() + Body.objects.count() - before)

    monkeypatch.setattr(contents, "_AT_ONCE", 5)
    monkeypatch.setattr(Steps, "step", counted)
    anna = Person("anna")
    written(prepared(pages=12, people=[anna]), people=[anna])
    assert max(grown) == 5 and sum(grown) == 24
    assert list(Content.objects.order_by("pk").values_list("path", flat=True))[:3] == ["/", "/1000/", "/1000/1001/"]
    assert ViewGate.objects.count() == 11


def test_ids_that_others_take_meanwhile(root: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    make_space(root)
    give = contents.Ids.give
    taken = []

    def give_and_be_overtaken(self: contents.Ids, some: list) -> None:
        give(self, some)
        if not taken:
            taken.append(make_page(root, "Faster", content_id=1001))

    monkeypatch.setattr(contents.Ids, "give", give_and_be_overtaken)
    under_way = written(prepared())
    show_import(SYSTEM_IMPORT, under_way=under_way)
    assert Content.objects.get(pk=1001).title == "Faster"
    second = Content.objects.get(title="NEW 1")
    assert second.pk not in range(1000, 1004) and second.parent_id == 1000
    third = Content.objects.get(title="NEW 2")
    assert (third.pk, third.parent_id, third.path) == (1002, second.pk, f"/1000/{second.pk}/")
    assert second.storage == "<p>secret words</p>"


def test_one_key_for_one_import(root: Actor) -> None:
    written(prepared())
    with pytest.raises(KeyTaken):
        begin_import(SYSTEM_IMPORT, number=uuid4(), spaces=[prepared("new")])
    assert Arrival.objects.count() == 1


def test_accounts_are_of_no_use_before_the_end(root: Actor) -> None:
    anna, bert = Person("anna", is_active=True), Person("bert")
    under_way = written(prepared(people=[anna]), people=[anna, bert])
    assert not User.objects.filter(username__in=("anna", "bert"), is_active=True).exists()
    show_import(SYSTEM_IMPORT, under_way=under_way)
    assert User.objects.get(username="anna").is_active and not User.objects.get(username="bert").is_active
    assert Label.objects.get().name == "arriving"


def test_who_is_given_up_writes_and_shows_nothing_more(root: Actor) -> None:
    number = uuid4()
    under_way = begin_import(SYSTEM_IMPORT, number=number, spaces=[prepared()])
    take_back(number)
    with pytest.raises(ImportTakenAway), under_way.steps.step():
        pytest.fail("the step began")
    with pytest.raises(ImportTakenAway):
        show_import(SYSTEM_IMPORT, under_way=under_way)


def test_only_system_administrators(root: Actor) -> None:
    with pytest.raises(NotPermitted):
        begin_import(member("someone"), number=uuid4(), spaces=[prepared()])
