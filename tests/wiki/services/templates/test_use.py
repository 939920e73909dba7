"""Pages begin with templates."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import make_page
from wiki.errors import BadValue, MalformedStorage, NoSuchPage, NoSuchSpace, NoSuchTemplate, TitleTaken
from wiki.models import Content, Link
from wiki.services.templates.store import store_template
from wiki.services.templates.use import add_page_from_template

pytestmark = pytest.mark.django_db

STORAGE = (
    '<at:declarations><at:string at:name="who"/><at:list at:name="state"><at:option at:value="Open"/>'
    '<at:option at:value="Done"/></at:list></at:declarations>'
    '<p><at:var at:name="who"/>: <at:var at:name="state"/></p><at:var at:name="more" at:rawxhtml="true"/>'
)


@pytest.fixture
def template(ann, space):
    """A template of the space TST."""
    return store_template(ann, space_key="TST", name="Report", storage=STORAGE)


def add(actor, **given):
    """Begin a page with the template."""
    arguments = {"space_key": "TST", "template_name": "report", "title": "Monday"} | given
    return add_page_from_template(actor, **arguments)


def test_values_are_put_in(bob, template):
    page = add(
        bob, variables={"who": "R&D <x>", "state": "Done", "more": '<ac:link><ri:page ri:content-title="P"/></ac:link>'}
    )
    assert page.storage == ('<p>R&amp;D &lt;x&gt;: Done</p><ac:link><ri:page ri:content-title="P"/></ac:link>')
    assert (page.title, page.creator, page.parent) == ("Monday", bob.user, None)
    assert Link.objects.filter(source=page).count() == 1


def test_without_values(ann, bob, template):
    parent = make_page(ann)
    page = add(bob, parent_id=parent.pk)
    assert page.storage == "<p>: </p>"
    assert page.parent == parent


@pytest.mark.parametrize(
    ("given", "error", "reason"),
    [
        ({"variables": {"whom": "x"}}, BadValue, "has no variable 'whom'. Its variables are: 'who', 'state', 'more'."),
        ({"variables": {"state": "open"}}, BadValue, "'state' can't be 'open'. It is one of: 'Open', 'Done'."),
        ({"variables": {"more": "<p>"}}, MalformedStorage, "in the value of the variable 'more'"),
        ({"variables": {"who": "\x01"}}, MalformedStorage, "U\\+0001"),
        ({"template_name": "none"}, NoSuchTemplate, ""),
        ({"space_key": "NONE"}, NoSuchSpace, ""),
        ({"parent_id": 999999}, NoSuchPage, ""),
        ({"title": "taken"}, TitleTaken, ""),
    ],
)
def test_what_can_not_be(ann, bob, template, given, error, reason):
    make_page(ann, "Taken")
    before = Content.objects.count()
    with pytest.raises(error, match=reason or None):
        add(bob, **given)
    assert Content.objects.count() == before


def test_who_may_not_create_pages(bob, template, space):
    space.group_permissions.exclude(permission__codename="viewspace").delete()
    with pytest.raises(NotPermitted):
        add(bob)
