"""People watch what they work on."""

import pytest

from accounts.services.preferences import set_user_preference
from tests.factories.accounts import grant_anonymous
from tests.factories.wiki import grant, make_attachment, make_comment, make_page
from wiki.models import Watch
from wiki.queries.email_preferences import WATCH_OWN
from wiki.queries.space_access import everybody
from wiki.services.blogposts.store import create_blogpost
from wiki.services.pages.store import edit_page

pytestmark = pytest.mark.django_db


def watched() -> set[tuple[str, str]]:
    """Who watches what."""
    return {(watch.user.username, watch.content.title) for watch in Watch.objects.select_related("user", "content")}


def test_making_editing_and_commenting(ann, bob, space, committed):
    with committed():
        page = make_page(ann, "Page")
        create_blogpost(ann, space_key="TST", title="Post", storage="")
    assert watched() == {("ann", "Page"), ("ann", "Post")}
    with committed():
        make_comment(bob, page)
    assert watched() == {("ann", "Page"), ("ann", "Post"), ("bob", "Page")}
    Watch.objects.all().delete()
    with committed():
        edit_page(bob, page_id=page.pk, version=1, storage="<p>2</p>", minor_edit=True)
    assert watched() == set()
    with committed():
        edit_page(bob, page_id=page.pk, version=2, storage="<p>3</p>")
    assert watched() == {("bob", "Page")}
    with committed():
        make_attachment(ann, page)
    assert watched() == {("bob", "Page")}


def test_not_for_those_who_do_not_want_it(ann, bob, space, committed):
    set_user_preference(ann, username="ann", key=WATCH_OWN, value=False)
    with committed():
        page = make_page(ann, "Page")
        make_comment(bob, page)
    assert watched() == {("bob", "Page")}


def test_the_anonymous_user_watches_nothing(ann, anonymous, space, committed):
    grant_anonymous("USECONFLUENCE")
    grant(space, everybody(), "VIEWSPACE", "COMMENT")
    page = make_page(ann, "Page")
    with committed():
        make_comment(anonymous, page)
    assert watched() == set()


def test_working_on_it_again_changes_nothing(ann, space, committed):
    with committed():
        page = make_page(ann, "Page")
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
    assert Watch.objects.count() == 1
