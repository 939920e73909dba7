"""The absolute addresses that data objects carry."""

from django.conf import settings


def absolute(path: str) -> str:
    """The address of a path of this site, as the outside knows the site."""
    return f"{settings.WIKI_BASE_URL.rstrip('/')}{path}"
