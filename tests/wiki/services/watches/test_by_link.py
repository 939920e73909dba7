"""The link in a mail stops one watch."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import make_page
from wiki.models import Watch
from wiki.queries.watch_links import stop_token, watch_of_token
from wiki.services.watches.by_link import stop_watch_by_link
from wiki.services.watches.watch import watch_content, watch_space

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(ann, bob, space):
    """The token of Bob's watch of a page; he watches the space, too."""
    page = make_page(ann)
    watch_content(bob, content_id=page.pk)
    watch_space(bob, space_key="TST")
    watch = Watch.objects.get(content=page)
    return stop_token(watch.pk, watch.user_id)


def test_whoever_has_it_stops_that_watch_and_no_other(token, anonymous):
    assert watch_of_token(token).user.username == "bob"
    stop_watch_by_link(anonymous, token=token)
    assert [watch.space.key for watch in Watch.objects.all()] == ["TST"]
    with pytest.raises(NotPermitted, match="not watched any more"):
        stop_watch_by_link(anonymous, token=token)


@pytest.mark.parametrize(
    "change", [lambda t: "", lambda t: t + "x", lambda t: "9" + t, lambda t: t * 50, lambda t: "ä\ud800"]
)
def test_a_forged_one_stops_nothing(token, anonymous, change):
    with pytest.raises(NotPermitted):
        stop_watch_by_link(anonymous, token=change(token))
    assert Watch.objects.count() == 2
