"""What an import has written is there for nobody before its last step, and then for everybody at once."""

import base64

import pytest
from django.test import Client

from accounts.actor import SYSTEM_IMPORT, SYSTEM_INDEX, Actor
from accounts.models import User
from search.models import JournalEntry, Thing
from tests.factories.accounts import PASSWORD
from tests.factories.wiki import group, member, open_site
from tests.wiki.services.imports.made import prepared, written
from wiki import indexing
from wiki.errors import KeyTaken, NoSuchContent, NoSuchSpace
from wiki.models import AuditEntry, Content, Draft, Space
from wiki.permissions.access import content_for, space_for, version_for
from wiki.permissions.audience import who_may_view
from wiki.permissions.decide import may
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.permissions.vocabulary import Action
from wiki.queries.drafts import drafts_of
from wiki.queries.watches import watched_contents
from wiki.services.imports.prepared import Person
from wiki.services.imports.show import show_import
from wiki.services.spaces.create import create_space

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Actor:
    """A new site and its administrator, who passes every permission."""
    open_site()
    return Actor.for_user(User.objects.get(username="root"))


def test_nobody_sees_what_arrives(root: Actor, client: Client) -> None:
    anna = member("anna")
    under_way = written(prepared(people=[Person("anna", user_id=anna.user_id)]))
    page = Content.objects.get(pk=1000)
    for actor in (root, anna, SYSTEM_INDEX, Actor.anonymous()):
        assert not visible_spaces(actor).exists() and not visible_contents(actor, Content.objects.all()).exists()
        assert not any(may(actor, Action.VIEW, one) for one in (page, page.space))
        with pytest.raises(NoSuchSpace):
            space_for(actor, "NEW")
        for door in (content_for, version_for):
            with pytest.raises(NoSuchContent):
                door(actor, 1000)
    assert not who_may_view(page, User.objects.all()).exists()
    assert Draft.objects.exists() and not drafts_of(anna).exists() and not watched_contents(anna).exists()
    assert not JournalEntry.objects.filter(thing__in=(Thing.CONTENT, Thing.SPACE)).exists()
    assert not AuditEntry.objects.filter(event="SpaceAdded").exists()
    assert not list(indexing._content_numbers(0, 10)) and not list(indexing._load_contents([1000]))
    assert not list(indexing._space_numbers(0, 10)) and not list(indexing._load_spaces([page.space_id]))
    with pytest.raises(KeyTaken):
        create_space(root, key="new", name="Mine")
    told = base64.b64encode(f"root:{PASSWORD}".encode()).decode()
    answer = client.post(
        "/rpc/json-rpc/confluenceservice-v2/getSpaces",
        "[]",
        content_type="application/json",
        headers={"Authorization": f"Basic {told}"},
    )
    assert (answer.status_code, answer.json()) == (200, [])
    client.force_login(root.user)
    for address in ("/display/NEW", "/pages/viewpage.action?pageId=1000", "/spacedirectory/view.action"):
        assert b"NEW" not in client.get(address, follow=True).content.replace(b"/display/NEW", b"")
    assert b">NEW<" not in client.get("/admin/wiki/space/").content

    show_import(SYSTEM_IMPORT, under_way=under_way)
    anna.user.groups.add(group("readers"))
    reader = Actor.for_user(anna.user)
    assert space_for(reader, "NEW").home_page_id == 1000 and content_for(root, 1003).title == "NEW 3"
    assert drafts_of(reader).exists() and watched_contents(reader).exists()
    things = set(JournalEntry.objects.values_list("thing", "number"))
    assert {(Thing.CONTENT, pk) for pk in range(1000, 1004)} | {(Thing.SPACE, page.space_id)} <= things
    assert AuditEntry.objects.get(event="SpaceAdded").space_key == "NEW"


def test_spaces_of_one_import_show_together(root: Actor) -> None:
    under_way = written(prepared("ONE"), prepared("TWO", first_id=2000))
    assert not visible_spaces(root).exists()
    show_import(SYSTEM_IMPORT, under_way=under_way)
    assert set(visible_spaces(root).values_list("key", flat=True)) == {"ONE", "TWO"}
    assert not Space.objects.exclude(arrival=None).exists()
