"""The pages of the site's administration: each setting has its effect."""

import json

import pytest
from django.core import mail
from django.test import Client

from accounts.actor import Actor
from accounts.errors import ReadOnly
from accounts.services.groups import add_group
from accounts.services.joining import invite
from tests.factories.accounts import actor, super_actor
from tests.factories.wiki import make_page
from tests.wiki.views.conftest import Browser, Scene
from wiki.services.site.maintenance import set_maintenance
from wiki.services.site.set_up import begin_set_up

PAGES = ("general", "maintenance", "mail", "health", "jobs", "index", "audit", "readas", "import")
ADDRESSES = {"general": "/admin/viewgeneralconfig.action"}


@pytest.fixture
def chief(site: None) -> Actor:
    """Somebody who passes every permission, with a mail address."""
    made = super_actor("chief")
    assert made.user is not None
    made.user.email = "chief@example.org"
    made.user.save()
    return made


def test_the_pages_are_in_one_frame_and_closed_to_others(browser: Browser, chief: Actor, bob: Actor) -> None:
    for name in PAGES:
        address = ADDRESSES.get(name, f"/admin/{name}")
        response = browser(chief).get(address)
        assert response.status_code == 200, name
        assert "admin-menu" in response.content.decode(), name
        assert browser(bob).get(address).status_code == 403, name
        assert Client().get(address).status_code == 302, name


def test_an_administrator_without_the_system_permission_sees_what_is_theirs(browser: Browser, site: None) -> None:
    some = actor("admin", permissions=("USECONFLUENCE", "ADMINISTRATECONFLUENCE"))
    text = browser(some).get("/admin/audit").content.decode()
    assert "/admin/audit" in text and "/admin/maintenance" not in text
    assert browser(some).get("/admin/maintenance").status_code == 403


def test_a_test_mail_is_sent_and_an_error_is_shown(browser: Browser, chief: Actor, settings: object) -> None:
    assert browser(chief).post("/admin/mail").status_code == 302
    assert [sent.to for sent in mail.outbox] == [["chief@example.org"]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "me", "secret"  # type: ignore[attr-defined]
    failed = browser(chief).post("/admin/mail")
    assert failed.status_code == 502
    assert "ConnectionRefusedError" in failed.content.decode()
    assert "secret" not in failed.content.decode()


def test_read_only_is_refused_on_every_wire_until_it_is_ended(scene: Scene, browser: Browser, chief: Actor) -> None:
    client = browser(chief)
    sent = {"banner": "Back at noon <b>", "read_only": "on"}
    assert client.post("/admin/maintenance", sent).status_code == 302
    seen = Client().get("/login.action").content.decode()
    assert "Back at noon &lt;b&gt;" in seen and "read only" in seen
    refused = client.post("/pages/addcomment.action", {"pageId": scene.page.pk, "storage": "<p>x</p>"}, follow=True)
    assert "read only for a while" in refused.content.decode()
    with pytest.raises(ReadOnly):
        make_page(chief, "X", space=scene.space.key)
    with pytest.raises(ReadOnly):
        add_group(chief, name="new")
    call = {"jsonrpc": "2.0", "id": 1, "method": "addGroup", "params": ["new"]}
    answer = client.post(
        "/rpc/json-rpc/confluenceservice-v2",
        json.dumps(call),
        content_type="application/json",
        headers={"X-Atlassian-Token": "no-check"},
    )
    assert "read only" in answer.json()["error"]["message"]
    assert browser(chief).get(f"/pages/viewpage.action?pageId={scene.page.pk}&noRedirect=true").status_code == 200
    assert client.post("/admin/maintenance", {"banner": ""}).status_code == 302
    make_page(chief, "X", space=scene.space.key)


def test_the_audit_log_is_narrowed_and_exported(scene: Scene, browser: Browser, chief: Actor, ann: Actor) -> None:
    make_page(ann, "=cmd()", space=scene.space.key)
    set_maintenance(chief, banner="hello", read_only=False)
    client = browser(chief)
    text = client.get("/admin/audit?who=CHIEF").content.decode()
    assert "SiteSettingsChanged" in text and "=cmd()" not in text
    table = client.get(f"/admin/audit?space={scene.space.key}&event=ContentAdded&format=csv")
    lines = b"".join(table).decode().splitlines()
    assert lines[0] == "when,who,event,space,content id,subject"
    assert lines[1].endswith(",'=cmd()")
    assert all("ContentAdded" in line for line in lines[1:])
    assert client.get("/admin/audit?since=2000-01-01&until=2000-01-02&format=csv").status_code == 200
    assert client.get("/admin/audit?since=yesterday").status_code == 400


def test_the_first_page_of_a_new_site_is_its_set_up(browser: Browser, chief: Actor, bob: Actor) -> None:
    client = browser(chief)
    assert client.get("/").status_code == 200
    begin_set_up(chief)
    assert client.get("/")["Location"] == "/admin/setup"
    assert browser(bob).get("/").status_code == 200
    assert browser(bob).get("/admin/setup").status_code == 403
    assert client.get("/admin/setup").status_code == 200
    assert client.post("/admin/setup", {"site_name": "", "onward": "space"}).status_code == 400
    done = client.post("/admin/setup", {"site_name": "River", "onward": "space"})
    assert done["Location"] == "/spaces/createspace.action"
    assert "River</title>" in client.get("/").content.decode()
    begin_set_up(chief)
    assert client.post("/admin/setup", {"skip": "1"})["Location"] == "/"
    assert "River</title>" in client.get("/").content.decode()


def test_invitations_are_taken_back_by_administrators_alone(browser: Browser, chief: Actor, bob: Actor) -> None:
    (made,) = invite(chief, emails=["nina@example.org"])
    taking = {"invitation": str(made.pk)}
    assert browser(bob).post("/admin/invitations/takeback", taking).status_code == 403
    assert "nina@example.org" in browser(chief).get("/admin/invitations").content.decode()
    assert browser(chief).post("/admin/invitations/takeback", taking).status_code == 302
    assert "nina@example.org" not in browser(chief).get("/admin/invitations").content.decode()
