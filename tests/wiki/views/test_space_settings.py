"""Making spaces and setting who may do what in them."""

from accounts.actor import Actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content, Space
from wiki.permissions.decide import space_permissions
from wiki.queries.space_access import access_of


def test_a_space_is_made(site: None, browser: Browser, bob: Actor):
    fields = {"name": "New things", "key": "NEW", "description": "d", "for_all_users": "on"}
    assert browser(bob).post("/spaces/createspace.action", fields)["Location"] == "/display/NEW"
    again = browser(bob).post("/spaces/createspace.action", fields | {"key": "new"})
    assert again.status_code == 400
    assert "already exists" in again.content.decode()
    wrong = browser(bob).post("/spaces/createspace.action", fields | {"key": "no blanks"})
    assert "letters" in wrong.content.decode()


def test_the_permissions_table(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    address = "/spaces/spacepermissions.action"
    rows = {"key": "TST", "row": ["group:confluence-users", "anonymous:"], "new_users": "bob"}
    rows["granted-group:confluence-users"] = ["VIEWSPACE", "COMMENT"]
    rows["granted-anonymous:"] = ["VIEWSPACE"]
    assert browser(ann).post(address, rows).status_code == 302
    access = access_of(ann, "TST")
    assert {row.name: set(row.permissions) for row in access.groups} == {"confluence-users": {"VIEWSPACE", "COMMENT"}}
    assert {row.name for row in access.users} == {"ann", "bob"}
    assert access.anonymous.permissions == {"VIEWSPACE"}
    assert space_permissions(Actor.for_user(bob.user), scene.space) == {"VIEWSPACE", "COMMENT"}


def test_the_last_administrator_stays(scene: Scene, browser: Browser, ann: Actor):
    rows = {"key": "TST", "row": ["user:ann"], "granted-user:ann": ["VIEWSPACE"]}
    response = browser(ann).post("/spaces/spacepermissions.action", rows)
    assert response.status_code == 400
    assert "without an administrator" in response.content.decode()
    assert "SETSPACEPERMISSIONS" in {p for row in access_of(ann, "TST").users for p in row.permissions}


def test_nobody_unknown_is_added(scene: Scene, browser: Browser, ann: Actor):
    for field, name in (("new_users", "nobody"), ("new_groups", "no such group")):
        response = browser(ann).post("/spaces/spacepermissions.action", {"key": "TST", field: name})
        assert response.status_code == 400
        assert name in response.content.decode()


def test_a_space_is_removed_only_when_its_key_was_typed(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    assert client.post("/spaces/removespace.action", {"key": "TST", "confirmation": "tst"}).status_code == 400
    assert Space.objects.filter(key="TST").exists()
    assert client.post("/spaces/removespace.action", {"key": "TST", "confirmation": "TST"}).status_code == 302
    assert not Space.objects.filter(key="TST").exists()


def test_details_and_home_page(scene: Scene, browser: Browser, ann: Actor):
    fields = {"key": "TST", "name": "Named anew", "description": "d", "home_title": "first PAGE"}
    assert browser(ann).post("/spaces/editspace.action", fields).status_code == 302
    space = Space.objects.get(key="TST")
    assert (space.name, space.home_page_id) == ("Named anew", scene.page.pk)
    missing = browser(ann).post("/spaces/editspace.action", fields | {"home_title": "nowhere"})
    assert missing.status_code == 400


def test_moving_and_copying(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    to_top = {"pageId": f"{scene.child.pk}", "spaceKey": "TST", "targetTitle": "", "position": "append"}
    assert client.post("/pages/movepage.action", to_top).status_code == 302
    assert Content.objects.get(pk=scene.child.pk).parent_id is None
    below_itself = to_top | {"pageId": f"{scene.page.pk}", "targetTitle": "First page"}
    assert client.post("/pages/movepage.action", below_itself).status_code == 400
    copy = {"pageId": f"{scene.page.pk}", "spaceKey": "TST", "targetTitle": "Second page", "title": "A copy"}
    assert client.post("/pages/copypage.action", copy)["Location"] == "/display/TST/A+copy"
    assert Content.objects.get(title="A copy").parent_id == scene.child.pk
    assert client.post("/pages/copypage.action", copy).status_code == 400


def test_removing_and_restoring_a_page(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    assert client.post("/pages/removepage.action", {"pageId": f"{scene.page.pk}"}).status_code == 302
    assert client.get("/display/TST/First+page").status_code == 404
    assert "First page" in client.get("/pages/viewtrash.action?key=TST").content.decode()
    sent = {"key": "TST", "contentId": f"{scene.page.pk}"}
    assert client.post("/pages/restorefromtrash.action", sent).status_code == 302
    assert client.get("/display/TST/First+page").status_code == 200


def test_restrictions_are_shown_and_inherited(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    client = browser(ann)
    address = f"/pages/pagepermissions.action?pageId={scene.page.pk}"
    fields = {"pageId": f"{scene.page.pk}", "viewUsers": "ann", "viewGroups": "", "editUsers": "", "editGroups": ""}
    assert client.post("/pages/pagepermissions.action", fields).status_code == 302
    assert 'name="viewUsers" value="ann"' in client.get(address).content.decode()
    assert browser(bob).get(f"/pages/viewpage.action?pageId={scene.child.pk}").status_code == 404
    inherited = client.get(f"/pages/pagepermissions.action?pageId={scene.child.pk}").content.decode()
    assert "inherits" in inherited and "First page" in inherited
    unknown = client.post("/pages/pagepermissions.action", fields | {"viewUsers": "ann, nobody"})
    assert unknown.status_code == 400
    assert "There is no user" in unknown.content.decode()
