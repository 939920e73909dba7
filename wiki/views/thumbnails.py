"""Small images of attached pictures."""

import io

from django.core.cache import cache
from PIL import Image, ImageOps

from wiki.models import Content
from wiki.queries.attachments import open_file

SIDE = 300
MOST_PIXELS = 60_000_000
_KEPT_SECONDS = 3600
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")


def small_image(attachment: Content) -> bytes | None:
    """Give a picture scaled to fit a square, as PNG or JPEG; None where it is none, is broken or is too large."""
    key = f"thumbnail-{attachment.file_digest}"
    kept: bytes | None = cache.get(key)
    if kept is not None:
        return kept
    try:
        with open_file(attachment) as file:
            made = _scaled(file)
    except Exception:  # Pillow raises whatever the decoder of a format does
        return None
    if made is not None:
        cache.set(key, made, _KEPT_SECONDS)
    return made


def _scaled(file: object) -> bytes | None:
    with Image.open(file, formats=_FORMATS) as image:  # type: ignore[arg-type]
        if image.width * image.height > MOST_PIXELS:
            return None
        is_jpeg = image.format == "JPEG"
        image.draft("RGB", (SIDE * 2, SIDE * 2))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((SIDE, SIDE))
        written = io.BytesIO()
        if is_jpeg:
            upright.convert("RGB").save(written, "JPEG", quality=82)
        else:
            upright.convert("RGBA").save(written, "PNG")
    return written.getvalue()
