"""Making spaces and setting who may do what in them."""

from accounts.actor import Actor
from tests.factories.wiki import make_attachment, make_page
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content, RestrictionType, Space
from wiki.permissions.decide import space_permissions
from wiki.queries.space_access import access_of
from wiki.services.pages.remove import trash_content, trash_page
from wiki.services.restrictions.set import set_restriction


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
    rows = {"key": "TST", "row": ["group:confluence-users", "anonymous:"], "new_users": "bob", "confirmed": "1"}
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


def test_a_move_that_lets_people_in_is_confirmed_first(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    client = browser(ann)
    set_restriction(ann, content_id=scene.page.pk, type=RestrictionType.VIEW, users=[ann.user])
    to_top = {"pageId": f"{scene.child.pk}", "spaceKey": "TST", "targetTitle": "", "position": "append"}
    asked = client.post("/pages/movepage.action", to_top)
    assert asked.status_code == 200
    assert "would gain access" in asked.content.decode() and ">Bob</a>" in asked.content.decode()
    assert browser(bob).get(f"/pages/viewpage.action?pageId={scene.child.pk}").status_code == 404
    by_script = {"headers": {"X-Requested-With": "oxbow"}}
    moved = client.post("/pages/movepage.action", to_top | {"confirmed": "1"}, **by_script)
    assert moved.json() == {"location": "/display/TST/Second+page"}
    assert browser(bob).get(f"/pages/viewpage.action?pageId={scene.child.pk}").status_code == 302


def test_a_tree_opens_at_a_page_that_is_named(scene: Scene, browser: Browser, ann: Actor):
    client, address = browser(ann), "/plugins/pagetree/naturalchildren.action?key=TST"
    assert "Second page" not in client.get(address).content.decode()
    opened = client.get(f"{address}&title=second+PAGE").content.decode()
    assert 'aria-current="page">Second page</a>' in opened
    assert client.get(f"{address}&title=No+such+page").status_code == 200


def test_removing_and_restoring_a_page(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    assert client.post("/pages/removepage.action", {"pageId": f"{scene.page.pk}"}).status_code == 302
    assert client.get("/display/TST/First+page").status_code == 404
    assert "First page" in client.get("/pages/viewtrash.action?key=TST").content.decode()
    sent = {"key": "TST", "contentId": f"{scene.page.pk}"}
    assert client.post("/pages/restorefromtrash.action", sent).status_code == 302
    assert client.get("/display/TST/First+page").status_code == 200


def test_what_is_marked_in_the_trash_is_restored_or_removed_together(scene: Scene, browser: Browser, ann: Actor):
    client, trash = browser(ann), {"key": "TST"}
    pages = [make_page(ann, f"Marked {number}") for number in range(3)]
    file = make_attachment(ann, pages[0], "note.txt")
    trash_content(ann, content_id=file.pk)
    for page in pages:
        trash_page(ann, page_id=page.pk)
    marked = [str(file.pk), str(pages[0].pk), str(pages[1].pk)]
    shown = client.post("/pages/restorefromtrash.action", trash | {"contentId": marked}, follow=True).content.decode()
    assert all(f"“{title}” was restored." in shown for title in ("note.txt", "Marked 0", "Marked 1"))
    assert "hangs on a page" not in shown
    gone = [str(pages[2].pk), str(scene.trashed.pk)]
    shown = client.post("/pages/purgetrashitem.action", trash | {"contentId": gone}, follow=True).content.decode()
    assert "2 things were removed for good." in shown
    assert "The trash is empty." in shown
    assert client.post("/pages/purgetrashitem.action", trash | {"contentId": gone}).status_code == 404
    assert "Nothing was marked." in client.post("/pages/restorefromtrash.action", trash, follow=True).content.decode()


def test_restrictions_are_shown_and_inherited(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    client = browser(ann)
    address = f"/pages/pagepermissions.action?pageId={scene.page.pk}"
    fields = {"pageId": f"{scene.page.pk}", "viewUsers": "ann", "viewGroups": "", "editUsers": "", "editGroups": ""}
    asked = client.post("/pages/pagepermissions.action", fields)
    assert asked.status_code == 200
    assert "would lose access" in asked.content.decode() and ">Bob</a>" in asked.content.decode()
    assert browser(bob).get(f"/pages/viewpage.action?pageId={scene.child.pk}").status_code == 302
    fields["confirmed"] = "1"
    assert client.post("/pages/pagepermissions.action", fields).status_code == 302
    assert 'name="viewUsers" value="ann"' in client.get(address).content.decode()
    assert browser(bob).get(f"/pages/viewpage.action?pageId={scene.child.pk}").status_code == 404
    inherited = client.get(f"/pages/pagepermissions.action?pageId={scene.child.pk}").content.decode()
    assert "inherits" in inherited and "First page" in inherited
    unknown = client.post("/pages/pagepermissions.action", fields | {"viewUsers": "ann, nobody"})
    assert unknown.status_code == 400
    assert "There is no user" in unknown.content.decode()
