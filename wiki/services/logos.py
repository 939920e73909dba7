"""Making logos of what people upload, and dropping those that nothing shows any more."""

import hashlib
import io

from accounts.pictures import decoded_picture
from wiki.models import Logo, SiteSetting, Space
from wiki.site_settings.everywhere import SITE_LOGO

SPACE_LOGO = (144, 144)
SITE_LOGO_SIZE = (480, 96)
"""The largest width and height in pixels: what is larger is scaled to fit."""


def kept_logo(data: bytes, size: tuple[int, int]) -> Logo:
    """Make a PNG of an uploaded raster image that fits a size, and keep it.

    Raises:
        BadPicture: it is too large, or no image of a known raster format that can be read whole.
    """
    image = decoded_picture(data)
    image.thumbnail(size)
    image.info.clear()
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    png = written.getvalue()
    logo, _made = Logo.objects.get_or_create(digest=hashlib.sha256(png).hexdigest(), defaults={"png": png})
    return logo


def drop_unused_logo(digest: str | None) -> None:
    """Delete a logo that neither a space nor the site has any more."""
    if not digest or Space.objects.filter(logo_id=digest).exists():
        return
    if not SiteSetting.objects.filter(name=SITE_LOGO, value=digest).exists():
        Logo.objects.filter(digest=digest).delete()
