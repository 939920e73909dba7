"""Who can see a page, what a change of permissions would do, and reading as somebody else."""

from accounts.actor import Actor
from tests.factories.accounts import super_actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import AuditEntry, RestrictionType
from wiki.services.restrictions.set import set_restriction


def test_who_sees_a_page_and_why(scene: Scene, browser: Browser, ann: Actor, bob: Actor) -> None:
    assert ann.user is not None
    set_restriction(ann, content_id=scene.page.pk, type=RestrictionType.VIEW, users=[ann.user])
    address = f"/pages/whocansee.action?pageId={scene.child.pk}"
    text = browser(ann).get(f"{address}&person=bob").content.decode()
    assert "does not see the page" in text
    assert "Restriction of “First page”, above it: not named" in text
    assert "2 people see it" in text
    assert "Passes every rule: group confluence-administrators" in text
    assert "would lose" not in text
    assert browser(ann).get(f"{address}&person=nobody").status_code == 404
    assert browser(bob).get(address).status_code == 404


def test_who_may_not_restrict_learns_nothing(scene: Scene, browser: Browser, ann: Actor, bob: Actor) -> None:
    remains = {"row": "group:confluence-users", "granted-group:confluence-users": ["VIEWSPACE", "EDITSPACE"]}
    assert browser(ann).post("/spaces/spacepermissions.action", {"key": "TST", **remains}).status_code == 302
    assert browser(bob).get(f"/pages/whocansee.action?pageId={scene.page.pk}").status_code == 403
    assert "whocansee" not in browser(bob).get(f"/pages/viewinfo.action?pageId={scene.page.pk}").content.decode()


def test_a_change_that_lets_people_in_is_confirmed(scene: Scene, browser: Browser, ann: Actor, bob: Actor) -> None:
    rows = {"key": "TST", "row": ["group:confluence-users"]}
    asked = browser(ann).post("/spaces/spacepermissions.action", rows)
    assert asked.status_code == 200
    assert "would lose access" in asked.content.decode()
    assert scene.space.group_permissions.exists()
    assert not AuditEntry.objects.filter(event="SpacePermissionsChanged", user=ann.user).exists()
    assert browser(ann).post("/spaces/spacepermissions.action", rows | {"confirmed": "1"}).status_code == 302
    assert not scene.space.group_permissions.exists()


def test_reading_as_somebody_else(scene: Scene, browser: Browser, ann: Actor, bob: Actor) -> None:
    assert ann.user is not None
    set_restriction(ann, content_id=scene.page.pk, type=RestrictionType.VIEW, users=[ann.user])
    client = browser(super_actor("chief"))
    page = f"/pages/viewpage.action?pageId={scene.page.pk}&noRedirect=true"
    assert client.get(page).status_code == 200
    assert client.post("/admin/readas", {"username": "bob", "to": "/spacedirectory/view.action"}).status_code == 302
    assert client.get(page).status_code == 404
    listed = client.get("/spacedirectory/view.action").content.decode()
    assert "You read the wiki as" in listed
    for closed in ("/", "/users/viewmydrafts.action", "/admin/audit", "/users/personaltokens.action"):
        assert client.get(closed).status_code == 403, closed
    assert client.post("/pages/addcomment.action", {"pageId": scene.child.pk, "storage": "<p>x</p>"}).status_code == 403
    assert client.post("/admin/readas/end").status_code == 302
    assert client.get(page).status_code == 200
    events = AuditEntry.objects.filter(event__contains="reading_as").order_by("pk")
    assert [(each.actor_name, each.event, each.subject) for each in events] == [
        ("chief", "begin_reading_as", "bob"),
        ("chief", "end_reading_as", "bob"),
    ]


def test_reading_as_is_for_system_administrators(scene: Scene, browser: Browser, ann: Actor) -> None:
    assert browser(ann).post("/admin/readas", {"username": "bob"}).status_code == 403
    assert browser(ann).get("/admin/readas").status_code == 403


def test_an_administrator_reads_as_somebody_not_logged_in(scene: Scene, browser: Browser) -> None:
    client = browser(super_actor("chief"))
    assert client.post("/admin/readas", {"anonymous": "1"}).status_code == 302
    assert client.get(f"/display/{scene.space.key}").status_code == 302
