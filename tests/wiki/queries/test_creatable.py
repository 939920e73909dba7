"""Where a reader may create pages, so that links to missing ones offer it."""

from accounts.actor import Actor
from tests.factories.wiki import grant, make_page, make_space, revoke_all
from tests.wiki.views.conftest import Browser, browser
from wiki.models import Space
from wiki.queries.links import VisibleTargets

__all__ = ["browser"]

LINK = '<p><ac:link><ri:page ri:content-title="Missing" /></ac:link></p>'


def test_only_where_pages_may_be_created(space: Space, ann: Actor, bob: Actor, stranger: Actor, anonymous: Actor):
    make_space(ann, "CLO")
    wanted = {"tst", "CLO", "NONE"}
    assert VisibleTargets(ann).creatable(wanted) == {"tst", "CLO"}
    assert VisibleTargets(bob).creatable(wanted) == {"tst"}
    assert VisibleTargets(stranger).creatable(wanted) == VisibleTargets(anonymous).creatable(wanted) == set()


def test_who_may_only_read_is_not_offered_to_create(space: Space, ann: Actor, bob: Actor, browser: Browser):
    make_page(ann, "Plan", storage=LINK)
    revoke_all(space)
    grant(space, ann.user, "VIEWSPACE", "EDITSPACE")
    grant(space, bob.user, "VIEWSPACE")
    shown = browser(bob).get("/display/TST/Plan").content.decode()
    assert "create-page-link" not in shown
    assert "This page does not exist, or you may not see it." in shown
    assert "create-page-link" in browser(ann).get("/display/TST/Plan").content.decode()
