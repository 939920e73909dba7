"""Addresses of videos, maps and documents as people copy them, and the address of each that stands in a frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Widget:
    """What a widget shows: the name of its provider, the address for a frame, and the frame's usual size."""

    provider: str
    address: str
    width: str = "640"
    height: str = "360"


Make = Callable[[SplitResult], Widget | None]

_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{5,40}")
_NUMBER = re.compile(r"[0-9]{1,15}")
_SECONDS = re.compile(r"(?:([0-9]{1,2})h)?(?:([0-9]{1,3})m)?(?:([0-9]{1,6})s?)?")


def _segments(parts: SplitResult) -> list[str]:
    return [segment for segment in parts.path.split("/") if segment]


def _field(parts: SplitResult, name: str) -> str:
    return parse_qs(parts.query, max_num_fields=50).get(name, [""])[0]


def _start(parts: SplitResult) -> str:
    found = _SECONDS.fullmatch(_field(parts, "t") or _field(parts, "start"))
    if found is None:
        return ""
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    return f"?start={total}" if total else ""


def _youtube(parts: SplitResult) -> Widget | None:
    way = _segments(parts)
    if parts.hostname == "youtu.be":
        found = way[0] if way else ""
    elif way[:1] == ["watch"]:
        found = _field(parts, "v")
    elif len(way) >= 2 and way[0] in ("embed", "shorts", "live", "v"):
        found = way[1]
    elif way[:1] == ["playlist"] and _VIDEO_ID.fullmatch(_field(parts, "list")):
        address = f"https://www.youtube-nocookie.com/embed/videoseries?{urlencode({'list': _field(parts, 'list')})}"
        return Widget("YouTube", address)
    else:
        return None
    if not _VIDEO_ID.fullmatch(found):
        return None
    return Widget("YouTube", f"https://www.youtube-nocookie.com/embed/{found}{_start(parts)}")


def _vimeo(parts: SplitResult) -> Widget | None:
    way = _segments(parts)
    place = next((place for place, segment in enumerate(way) if _NUMBER.fullmatch(segment)), None)
    if place is None:
        return None
    secret = way[place + 1] if len(way) > place + 1 and re.fullmatch("[0-9a-f]{6,20}", way[place + 1]) else ""
    query = f"?{urlencode({'dnt': '1'} | ({'h': secret} if secret else {}))}"
    return Widget("Vimeo", f"https://player.vimeo.com/video/{way[place]}{query}")


def _dailymotion(parts: SplitResult) -> Widget | None:
    way = _segments(parts)
    found = way[0] if parts.hostname == "dai.ly" and way else way[-1] if "video" in way[:-1] else ""
    name = found.partition("_")[0]
    return Widget("Dailymotion", f"https://www.dailymotion.com/embed/video/{name}") if name.isalnum() else None


def _google_maps(parts: SplitResult) -> Widget | None:
    if parts.path.startswith("/maps/embed"):
        return Widget("Google Maps", f"https://www.google.com{parts.path}?{parts.query}", "640", "420")
    if "/maps" in parts.path or parts.hostname == "maps.google.com":
        wanted = _field(parts, "q") or _field(parts, "query")
        found = re.search(r"/maps/(?:place|search)/([^/]{1,200})", parts.path)
        wanted = wanted or (found.group(1) if found else "")
        if wanted:
            fields = f"q={quote(wanted, safe='%+')}&output=embed"
            return Widget("Google Maps", f"https://maps.google.com/maps?{fields}", "640", "420")
    return None


def _google_documents(parts: SplitResult) -> Widget | None:
    way = _segments(parts)
    if len(way) >= 3 and way[0] in ("document", "spreadsheets", "presentation", "file") and way[1] == "d":
        if way[2] == "e":
            return Widget("Google Docs", f"https://{parts.hostname}{parts.path}?{parts.query}", "100%", "480")
        if _VIDEO_ID.match(way[2]):
            return Widget("Google Docs", f"https://{parts.hostname}/{way[0]}/d/{quote(way[2])}/preview", "100%", "480")
    return None


def _google_calendar(parts: SplitResult) -> Widget | None:
    if not parts.path.startswith("/calendar/embed"):
        return None
    return Widget("Google Calendar", f"https://calendar.google.com{parts.path}?{parts.query}", "100%", "480")


def _street_map(parts: SplitResult) -> Widget | None:
    if not parts.path.startswith("/export/embed.html"):
        return None
    return Widget("OpenStreetMap", f"https://www.openstreetmap.org/export/embed.html?{parts.query}", "640", "420")


def _loom(parts: SplitResult) -> Widget | None:
    way = _segments(parts)
    if len(way) >= 2 and way[0] in ("share", "embed") and way[1].isalnum():
        return Widget("Loom", f"https://www.loom.com/embed/{way[1]}")
    return None


def _figma(parts: SplitResult) -> Widget | None:
    if _segments(parts)[:1] not in (["file"], ["design"], ["proto"], ["board"]):
        return None
    whole = f"https://www.figma.com{parts.path}"
    return Widget(
        "Figma", f"https://www.figma.com/embed?{urlencode({'embed_host': 'share', 'url': whole})}", "100%", "480"
    )


def _scribd(parts: SplitResult) -> Widget | None:
    found = next((segment for segment in _segments(parts) if _NUMBER.fullmatch(segment)), "")
    return Widget("Scribd", f"https://www.scribd.com/embeds/{found}/content", "100%", "480") if found else None


_PROVIDERS: dict[str, Make] = {
    "youtube.com": _youtube,
    "m.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "dailymotion.com": _dailymotion,
    "dai.ly": _dailymotion,
    "google.com": _google_maps,
    "maps.google.com": _google_maps,
    "docs.google.com": _google_documents,
    "drive.google.com": _google_documents,
    "calendar.google.com": _google_calendar,
    "openstreetmap.org": _street_map,
    "loom.com": _loom,
    "figma.com": _figma,
    "scribd.com": _scribd,
}


def widget_of(address: str) -> Widget | None:
    """Give what an address of a known provider shows in a frame; None for any other address.

    Args:
        address: as people copy it from their browser.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        if parts.scheme not in ("http", "https") or parts.port not in (None, 80, 443) or "@" in parts.netloc:
            return None
        make = _PROVIDERS.get(host)
        return make(parts._replace(netloc=host)) if make is not None else None
    except ValueError:
        return None
