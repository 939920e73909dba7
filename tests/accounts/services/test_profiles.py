"""Profiles and their pictures."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import storages
from django.utils.safestring import SafeString
from PIL import Image

from accounts.actor import Actor
from accounts.errors import BadPicture, BadValue, InformationConflict, NoSuchUser, NotPermitted
from accounts.models import UserInformation
from accounts.pictures import initials_svg, picture_of, small_png
from accounts.queries import information_of
from accounts.services.information_rules import information_html, read_information_with
from accounts.services.profiles import add_profile_picture, remove_profile_picture, set_user_information
from tests.factories.accounts import UserFactory, actor, administrator, super_actor

pytestmark = pytest.mark.django_db


def picture(form: str = "PNG", size: tuple[int, int] = (600, 300), **options: Any) -> bytes:
    """Draw something."""
    written = io.BytesIO()
    Image.new("RGB", size, "red").save(written, form, **options)
    return written.getvalue()


def png_header(width: int, height: int) -> bytes:
    """Say that a picture is huge, in few bytes."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")


def test_a_profile_is_kept_as_it_was_given() -> None:
    anna = actor("anna")
    text = " <p>Hello &amp; <ac:link/> </p>\n"
    kept = set_user_information(anna, username="Anna", storage=text, fields={"location": " Kiel "})
    kept.refresh_from_db()
    assert (kept.storage, kept.location, kept.version, kept.creator_id) == (text, "Kiel", 1, anna.user_id)
    kept = set_user_information(administrator(), username="anna", fields={"phone": "1"}, version=1)
    assert (kept.storage, kept.location, kept.version) == (text, "Kiel", 2)
    assert kept.modifier is not None
    assert kept.modifier.username == "admin"
    with pytest.raises(InformationConflict):
        set_user_information(anna, username="anna", storage="x", version=1)


def test_profile_refusals() -> None:
    anna = actor("anna")
    for stranger in (actor("bob"), Actor.anonymous()):
        with pytest.raises(NotPermitted):
            set_user_information(stranger, username="anna", storage="x")
    for fields in ({"hobby": "x"}, {"phone": "1" * 256}, {"website": "javascript:alert(1)"}, {"website": "nowhere"}):
        with pytest.raises(BadValue):
            set_user_information(anna, username="anna", fields=fields)
    for text in ("x\0", "\udfff", "x" * 1_000_001):
        with pytest.raises(BadValue):
            set_user_information(anna, username="anna", storage=text)
    with pytest.raises(NoSuchUser):
        set_user_information(administrator(), username="nobody", storage="x")
    super_actor()
    with pytest.raises(NotPermitted):
        set_user_information(administrator("other"), username="root", storage="x")
    assert not UserInformation.objects.exists()


def test_the_app_above_checks_and_shows_the_text() -> None:
    anna = actor("anna")
    assert anna.user is not None
    assert "<script" not in information_html(anna, anna.user, "<script>x</script><b>y</b> & z")
    read_information_with(
        check=lambda text: "Line 1 is broken." if "<p>" in text else None,
        render=lambda actor, user, text: SafeString(f"<i>{user.username}</i>"),
    )
    with pytest.raises(BadValue, match="Line 1"):
        set_user_information(anna, username="anna", storage="<p>")
    assert information_html(anna, anna.user, "x") == "<i>anna</i>"


def test_who_has_no_profile_has_an_empty_one() -> None:
    user = UserFactory()
    assert information_of(user).version == 0
    assert not UserInformation.objects.exists()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_pictures_become_small_square_pngs(form: str) -> None:
    made = Image.open(io.BytesIO(small_png(picture(form))))
    assert (made.format, made.size) == ("PNG", (256, 256))


def test_nothing_but_pixels_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    made = small_png(picture("JPEG", exif=exif.tobytes()))
    assert b"where I live" not in made
    assert not Image.open(io.BytesIO(made)).getexif()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html>",
        picture("TIFF"),
        picture()[:200],
        png_header(100_000, 100_000),
        png_header(9_000, 9_000),
        b"\x89PNG" + b"\0" * (6 * 1024 * 1024),
    ],
)
def test_bad_pictures_are_refused(data: bytes) -> None:
    with pytest.raises(BadPicture):
        small_png(data)


def test_a_new_picture_takes_the_place_of_the_old(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    anna = actor("anna")
    assert anna.user is not None
    given = {"username": "anna", "file_name": "me.png", "media_type": "image/png"}
    add_profile_picture(anna, **given, data=picture())
    first = information_of(anna.user).picture_key
    with django_capture_on_commit_callbacks(execute=True):
        add_profile_picture(administrator(), **given, data=picture("JPEG"))
    second = information_of(anna.user).picture_key
    assert not storages["profile-pictures"].exists(first)
    assert storages["profile-pictures"].exists(second)
    assert (picture_of(anna.user) or b"").startswith(b"\x89PNG")
    with django_capture_on_commit_callbacks(execute=True):
        remove_profile_picture(anna, username="anna")
        remove_profile_picture(anna, username="anna")
    assert picture_of(anna.user) is None
    assert not storages["profile-pictures"].exists(second)
    for stranger in (actor("bob"), Actor.anonymous()):
        with pytest.raises(NotPermitted):
            add_profile_picture(stranger, **given, data=picture())
        with pytest.raises(NotPermitted):
            remove_profile_picture(stranger, username="anna")
    with pytest.raises(BadPicture, match="text/html"):
        add_profile_picture(anna, username="anna", file_name="x", media_type="text/html", data=picture())


def test_a_lost_file_is_no_picture() -> None:
    user = UserFactory()
    UserInformation.objects.create(user=user, picture_key="lost.png")
    assert picture_of(user) is None


def test_initials_are_drawn_safely() -> None:
    assert b">AO<" in initials_svg(UserFactory(full_name="anna van o'neil"))
    assert b">&lt;<" in initials_svg(UserFactory(full_name="<script>"))
    assert b">B<" in initials_svg(UserFactory(username="bob", full_name=""))
