"""Facts of the site to RemoteServerInfo."""

from django.conf import settings

from remoteapi.rpc.types import RemoteServerInfo

BUILD_ID = "oxbow"


def present_server() -> RemoteServerInfo:
    """The server as clients know it: the version that it is compatible with, and its address."""
    major, minor, patch = (*(int(part) for part in settings.WIKI_COMPATIBLE_VERSION.split(".")), 0, 0)[:3]
    return RemoteServerInfo(
        base_url=settings.WIKI_BASE_URL,
        build_id=BUILD_ID,
        development_build=False,
        major_version=major,
        minor_version=minor,
        patch_level=patch,
    )
