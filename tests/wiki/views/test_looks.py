"""Logos and colours of spaces and of the site."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.actor import Actor
from accounts.errors import BadPicture, NotPermitted
from tests.factories.wiki import make_space
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import AuditEntry, Logo, Space
from wiki.services.site.logo import set_site_logo
from wiki.services.spaces.look import remove_space_logo, set_space_logo
from wiki.services.spaces.remove import remove_space
from wiki.site_settings.now import settings_now

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SITE = "/admin/lookandfeel.action"


def picture(width: int = 400, height: int = 100, colour: str = "red", form: str = "JPEG") -> bytes:
    """Make an image as somebody would upload it."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(written, form)
    return written.getvalue()


def upload(data: bytes) -> SimpleUploadedFile:
    """Make the field of a form that brings a file."""
    return SimpleUploadedFile("logo.jpg", data, "image/jpeg")


def test_a_space_shows_its_logo_wherever_it_is_named(
    scene: Scene, browser: Browser, ann: Actor, bob: Actor, stranger: Actor
):
    owner = browser(ann)
    letter = '<span class="space-mark" aria-hidden="true">S</span>'
    assert letter in owner.get("/display/TST").content.decode()
    sent = owner.post("/spaces/lookandfeel.action", {"key": "TST", "logo": upload(picture())})
    assert sent["Location"] == "/spaces/lookandfeel.action?key=TST"
    digest = Space.objects.get(key="TST").logo_id
    address = f"/wiki/logos/{digest}.png"
    for screen in ("/display/TST", "/spacedirectory/view.action", "/", "/dosearchsite.action?queryString=first"):
        assert f'src="{address}"' in browser(bob).get(screen).content.decode(), screen
    answer = browser(bob).get(address)
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.size == (144, 36)
    assert browser(stranger).get(address).status_code == 404
    assert AuditEntry.objects.filter(event="SpaceChanged").count() == 1
    removed = owner.post("/spaces/lookandfeel.action", {"key": "TST", "remove_logo": "on"})
    assert removed.status_code == 302
    assert letter in owner.get("/display/TST").content.decode()
    assert not Logo.objects.exists()


def test_a_logo_stays_as_long_as_a_space_has_it(site: None, ann: Actor):
    for key in ("ONE", "TWO"):
        make_space(ann, key)
        set_space_logo(ann, key=key, data=picture())
    remove_space_logo(ann, key="ONE")
    assert Logo.objects.count() == 1
    set_space_logo(ann, key="TWO", data=picture(colour="blue"))
    assert Logo.objects.count() == 1
    remove_space(ann, key="TWO")
    assert not Logo.objects.exists()


@pytest.mark.parametrize("data", [SVG, b"", b"GIF89a" + bytes(20), picture()[:-200], bytes(6 * 1024 * 1024)])
def test_what_is_no_image_is_refused_and_leaves_nothing(scene: Scene, browser: Browser, ann: Actor, data: bytes):
    answer = browser(ann).post("/spaces/lookandfeel.action", {"key": "TST", "logo": upload(data), "colour": "#24639c"})
    assert answer.status_code == 400
    space = Space.objects.get(key="TST")
    assert (space.logo_id, space.accent, Logo.objects.count()) == (None, "", 0)
    with pytest.raises(BadPicture):
        set_space_logo(ann, key="TST", data=data)


def test_only_who_administers_the_space_changes_its_look(scene: Scene, ann: Actor, bob: Actor, administrator: Actor):
    with pytest.raises(NotPermitted):
        set_space_logo(bob, key="TST", data=picture())
    with pytest.raises(NotPermitted):
        set_site_logo(ann, data=picture())
    assert not Logo.objects.exists()


def test_the_colour_of_a_space_is_that_of_its_screens_alone(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    fields = {"key": "TST", "colour": "other", "other": "#FFEE00"}
    assert client.post("/spaces/lookandfeel.action", fields).status_code == 302
    text = client.get("/spaces/lookandfeel.action?key=TST").content.decode()
    assert "#ffee00 is too light for text. Light pages use #756d00" in text
    assert "/wiki/colours/ffee00.css" in text
    assert "/wiki/colours/" not in client.get("/").content.decode()
    assert "--accent: #756d00" in client.get("/wiki/colours/ffee00.css").content.decode()
    for wrong in ("yellow", "", "#fff", "#ffee0g"):
        assert client.post("/spaces/lookandfeel.action", fields | {"other": wrong}).status_code == 400
    assert client.post("/spaces/lookandfeel.action", {"key": "TST", "colour": "#123123"}).status_code == 400
    assert client.post("/spaces/lookandfeel.action", {"key": "TST", "colour": ""}).status_code == 302
    assert Space.objects.get(key="TST").accent == ""


def test_name_colour_and_logo_of_the_site(scene: Scene, browser: Browser, administrator: Actor, bob: Actor):
    client = browser(administrator)
    changed = {"site_name": "River & Co", "colour": "#b02a2a", "logo": upload(picture(900, 90))}
    assert client.post(SITE, changed)["Location"] == SITE
    digest = settings_now().text("site_logo")
    login = Client().get("/login.action").content.decode()
    assert "– River &amp; Co</title>" in login
    assert "/wiki/colours/b02a2a.css" in login
    assert f'<img class="brand-logo" src="/wiki/logos/{digest}.png" alt="">' in login
    shown = Client().get(f"/wiki/logos/{digest}.png")
    with Image.open(io.BytesIO(shown.content)) as image:
        assert image.size == (480, 48)
    assert client.post(SITE, {"site_name": "", "colour": ""}).status_code == 400
    assert client.post(SITE, {"site_name": "River", "remove_logo": "on"}).status_code == 302
    assert "brand-logo" not in Client().get("/login.action").content.decode()
    assert not Logo.objects.exists()
    assert browser(bob).post(SITE, {"site_name": "Mine"}).status_code == 403
