"""Attached files: in parts, not again when unchanged, and harmless in a browser."""

import base64
import io
import zipfile

import pytest
from django.test import Client

from accounts.actor import Actor
from tests.factories.accounts import PASSWORD
from tests.wiki.views.conftest import PNG, Browser, Scene
from wiki.models import Content
from wiki.services.attachments.store import add_attachment


def attach(ann: Actor, scene: Scene, name: str, data: bytes = b"0123456789", media_type: str = "") -> Content:
    """Attach a file to the page."""
    return add_attachment(ann, container_id=scene.page.pk, file_name=name, data=io.BytesIO(data), media_type=media_type)


def body(response: object) -> bytes:
    """Give what a download sent."""
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("name", "media_type", "shown"),
    [
        ("a.png", "image/png", True),
        ("a.txt", "text/plain", True),
        ("a.pdf", "application/pdf", True),
        ("a.html", "text/html", False),
        ("a.svg", "image/svg+xml", False),
        ("a.xml", "text/xml", False),
        ("a.js", "text/javascript", False),
        ("a.zip", "application/zip", False),
        ("a.txt", "text/html; charset=utf-8", False),
    ],
)
def test_only_harmless_types_are_shown(
    scene: Scene, browser: Browser, ann: Actor, name: str, media_type: str, shown: bool
):
    attach(ann, scene, name, media_type=media_type)
    client = browser(ann)
    response = client.get(f"/download/attachments/{scene.page.pk}/{name}")
    assert response["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert ("sandbox" in response["Content-Security-Policy"]) == (media_type != "application/pdf")
    assert "private" in response["Cache-Control"]
    forced = client.get(f"/download/attachments/{scene.page.pk}/{name}?download=true")
    assert forced["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("spelling", ["a%20b%2Bc%20ä.txt", "a+b%2Bc+ä.txt", "A%20B+C%20Ä.txt", "a+b+c%20ä.txt"])
def test_names_as_addresses_spell_them(scene: Scene, browser: Browser, ann: Actor, spelling: str):
    attach(ann, scene, "a b+c ä.txt")
    response = browser(ann).get(f"/download/attachments/{scene.page.pk}/{spelling}")
    assert response.status_code == 200
    assert body(response) == b"0123456789"


@pytest.mark.parametrize(
    ("wanted", "status", "answer"),
    [
        ("bytes=2-4", 206, b"234"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-3", 206, b"789"),
        ("bytes=0-99", 206, b"0123456789"),
        ("bytes=-99", 206, b"0123456789"),
        ("bytes=20-30", 416, b""),
        ("bytes=5-2", 416, b""),
        ("bytes=-", 200, b"0123456789"),
        ("bytes=0-1,4-5", 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
    ],
)
def test_parts_of_a_file(scene: Scene, browser: Browser, ann: Actor, wanted: str, status: int, answer: bytes):
    attach(ann, scene, "digits.txt")
    response = browser(ann).get(f"/download/attachments/{scene.page.pk}/digits.txt", headers={"range": wanted})
    assert (response.status_code, body(response)) == (status, answer)
    if status == 206:
        assert response["Content-Length"] == str(len(answer))
        assert response["Content-Range"].endswith("/10")


def test_an_unchanged_file_is_not_sent_again(scene: Scene, browser: Browser, ann: Actor):
    attach(ann, scene, "digits.txt")
    client = browser(ann)
    address = f"/download/attachments/{scene.page.pk}/digits.txt"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    assert client.get(address, headers={"range": "bytes=0-1", "if-range": '"other"'}).status_code == 200
    attach(ann, scene, "digits.txt", b"else")
    assert body(client.get(address, headers={"if-none-match": etag})) == b"else"
    assert body(client.get(f"{address}?version=1&modificationDate=123&api=v2")) == b"0123456789"
    assert client.get(f"{address}?version=7").status_code == 404
    assert client.head(address)["Content-Length"] == "4"


def test_scripts_may_come_with_a_password(scene: Scene):
    def asked(password: str) -> int:
        given = base64.b64encode(f"ann:{password}".encode()).decode()
        address = f"/download/attachments/{scene.page.pk}/dot.png"
        return Client().get(address, headers={"authorization": f"Basic {given}"}).status_code

    assert asked(PASSWORD) == 200
    assert asked("wrong") == 401
    assert Client().get(f"/download/attachments/{scene.page.pk}/dot.png").status_code == 302
    response = Client().get(
        f"/download/attachments/{scene.page.pk}/dot.png", headers={"authorization": "Basic not base64"}
    )
    assert response.status_code == 401


def test_a_thumbnail_is_small_and_what_is_no_picture_is_itself(scene: Scene, browser: Browser, ann: Actor):
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (1200, 600), "teal").save(picture, "PNG")
    attach(ann, scene, "wide.png", picture.getvalue())
    attach(ann, scene, "broken.png", b"no picture")
    client = browser(ann)
    small = client.get(f"/download/thumbnails/{scene.page.pk}/wide.png")
    assert Image.open(io.BytesIO(small.content)).size == (300, 150)
    assert body(client.get(f"/download/thumbnails/{scene.page.pk}/broken.png")) == b"no picture"


def test_all_files_in_one_archive(scene: Scene, browser: Browser, ann: Actor):
    attach(ann, scene, "digits.txt")
    archive = body(browser(ann).get(f"/pages/downloadallattachments.action?pageId={scene.page.pk}"))
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        assert sorted(packed.namelist()) == ["digits.txt", "dot.png"]
        assert packed.read("dot.png") == PNG


def test_a_file_that_the_store_lost_is_missing(scene: Scene, browser: Browser, ann: Actor):
    Content.objects.filter(pk=scene.file.pk).update(file_key="no/such/file")
    assert browser(ann).get(f"/download/attachments/{scene.page.pk}/dot.png").status_code == 404
