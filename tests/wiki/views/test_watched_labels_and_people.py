"""Watching a label and following somebody, on the screens that offer it."""

import pytest

from accounts.actor import Actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Watch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("screen", "address", "fields", "listed"),
    [
        ("/label/blue", "/labels/watch.action", {"label": "blue"}, "Stop watching blue"),
        ("/users/viewuserprofile.action?username=ann", "/users/follow.action", {"username": "ann"}, "Stop following"),
    ],
)
def test_a_button_begins_and_ends_it(
    scene: Scene, browser: Browser, bob: Actor, screen: str, address: str, fields: dict[str, str], listed: str
):
    client = browser(bob)
    shown = client.get(screen).content.decode()
    assert f'action="{address}"' in shown and 'aria-pressed="false"' in shown
    assert client.post(address, fields | {"on": "1"}, headers={"Referer": f"http://testserver{screen}"}).url == (
        f"http://testserver{screen}"
    )
    assert 'aria-pressed="true"' in client.get(screen).content.decode()
    assert listed in client.get("/users/viewnotifications.action").content.decode()
    client.post(address, fields | {"on": "0"})
    assert not Watch.objects.filter(user=bob.user).exists()


def test_it_is_offered_to_nobody_who_can_not_do_it(scene: Scene, browser: Browser, ann: Actor, anonymous: Actor):
    assert "/users/follow.action" not in browser(ann).get("/users/viewmyprofile.action").content.decode()
    own = browser(ann).get("/users/viewuserprofile.action?username=ann").content.decode()
    assert "/users/follow.action" not in own
    assert "/labels/watch.action" not in browser(anonymous).get("/label/blue").content.decode()
    for address, fields in (("/labels/watch.action", {"label": "blue"}), ("/users/follow.action", {"username": "ann"})):
        assert browser(ann).get(address).status_code == 405
        assert "/login.action" in browser(anonymous).post(address, fields | {"on": "1"}).url
