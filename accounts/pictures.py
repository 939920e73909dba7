"""Pictures that people upload become small PNGs; who has none gets a drawing of their initials."""

import hashlib
import io
from html import escape

from django.core.files.storage import storages
from django.utils.translation import gettext
from PIL import Image, ImageOps

from accounts.errors import BadPicture
from accounts.models import User, UserInformation

SIDE = 256
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 25_000_000
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")

_COLOURS = ("#3b5b92", "#5b7553", "#8a4f7d", "#a0522d", "#2f6f73", "#7a5c1e", "#8b3a3a", "#4b4a8f")


def small_png(data: bytes) -> bytes:
    """Make a square PNG of an uploaded raster image, with nothing kept of the upload but its pixels.

    Raises:
        BadPicture: it is too large, or no image of a known raster format that can be read whole.
    """
    square = ImageOps.fit(decoded_picture(data), (SIDE, SIDE))
    square.info.clear()
    written = io.BytesIO()
    square.save(written, "PNG", optimize=True)
    return written.getvalue()


def decoded_picture(data: bytes) -> Image.Image:
    """Read an uploaded raster image whole, and turn it upright.

    Raises:
        BadPicture: it is too large, or no image of a known raster format that can be read whole.
    """
    if len(data) > MAX_BYTES:
        raise BadPicture(
            gettext("A picture can't be larger than {max_bytes} MB.").format(max_bytes=MAX_BYTES // 1024 // 1024)
        )
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPicture(_too_many_pixels()) from None
    except Exception:
        raise BadPicture(gettext("A picture must be one of {names}.").format(names=", ".join(FORMATS))) from None
    with image:
        # The header tells the size: nothing is unpacked before this is known.
        if image.width * image.height > MAX_PIXELS:
            raise BadPicture(_too_many_pixels())
        try:
            return ImageOps.exif_transpose(image).convert("RGBA")
        except Exception:
            raise BadPicture(gettext("The picture is damaged: it can't be read.")) from None


def _too_many_pixels() -> str:
    return gettext("A picture can't have more than {max_pixels} million pixels.").format(
        max_pixels=MAX_PIXELS // 1000000
    )


def picture_of(user: User) -> bytes | None:
    """Give the PNG a person uploaded, or None."""
    name = UserInformation.objects.filter(user=user).values_list("picture_key", flat=True).first()
    if not name:
        return None
    try:
        with storages["profile-pictures"].open(name) as file:
            return bytes(file.read())
    except OSError:
        # Lost with the files of the site: the person is shown as if there never had been one.
        return None


def initials_svg(user: User) -> bytes:
    """Draw the initials of a person, in a colour that is always theirs."""
    words = user.display_name.split()
    initials = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
    colour = _COLOURS[hashlib.sha256(user.key.encode()).digest()[0] % len(_COLOURS)]
    return _svg(colour, initials)


def nobody_svg() -> bytes:
    """Draw the picture of somebody who is not told."""
    return _svg("#8a8f98", "?")


def _svg(colour: str, text: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48">'
        f'<rect width="48" height="48" fill="{colour}"/>'
        '<text x="24" y="24" dy="0.36em" text-anchor="middle" font-family="sans-serif" font-size="20" fill="#fff">'
        f"{escape(text)}</text></svg>"
    ).encode()
