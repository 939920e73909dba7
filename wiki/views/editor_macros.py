"""Macros in the editor: the catalogue for its browser and its forms, and how one use of a macro will look."""

import hashlib
import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actor import Actor
from wiki.errors import BadValue
from wiki.macros.description import MacroDescription, describe_macros
from wiki.macros.families import family_title
from wiki.macros.registry import MACROS
from wiki.models import ContentKind
from wiki.permissions.access import content_for, space_for
from wiki.queries.drafts import drafts_of
from wiki.rendering.shown import rendered_draft, rendered_once
from wiki.site_settings.now import settings_now
from wiki.views.decorators import WRITE, for_people
from wiki.views.parameters import optional_id, storage_of, value_of

LONGEST_PREVIEW = 200_000
"""How many characters the use of one macro may have, its body included."""

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_ICONS = {
    "files": "attachment",
    "inclusion": "copy",
    "labels": "label",
    "layout": "space",
    "navigation": "children",
    "panels": "info",
    "people": "person",
    "recent": "history",
    "searching": "search",
    "spaces": "folder",
    "tasks": "edit",
    "web": "link",
}
"""The wiki's icon for each family of macros; all others have that of a page."""


@for_people()
def catalogue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give all macros that pages of this site can use; those that are switched off are left out."""
    if not actor.may_use:
        return JsonResponse({"macros": [], "families": []})
    settings = settings_now()
    off = frozenset(macro.switch for macro in MACROS.all() if macro.switch and not settings.flag(macro.switch))
    body, etag = _written(off, get_language() or "")
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(body, content_type="application/json")
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


@lru_cache(maxsize=32)
def _written(off: frozenset[str], language: str) -> tuple[bytes, str]:
    """Give the catalogue as JSON, and its ETag; it is the same for everybody who reads the same language."""
    macros = [macro for macro in describe_macros() if macro["switch"] not in off or not macro["switch"]]
    families = {macro["family"] for macro in macros}
    answer = {
        "macros": [_macro(macro) for macro in macros],
        "families": [{"name": name, "title": family_title(name)} for name in sorted(families)],
    }
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _macro(macro: MacroDescription) -> dict[str, object]:
    return {
        "name": macro["name"],
        "title": macro["title"],
        "summary": macro["summary"],
        "family": macro["family"],
        "icon": _ICONS.get(macro["family"], "page"),
        "body": macro["body"],
        "display": macro["display"],
        "aliases": macro["aliases"],
        "parameters": [
            {key: value for key, value in parameter.items() if key != "aliases"} for parameter in macro["parameters"]
        ],
    }


@for_people(methods=WRITE)
def preview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give what one use of a macro will show, in a page or in one to be; nothing is stored."""
    storage = storage_of(request, "storage")
    if len(storage) > LONGEST_PREVIEW:
        told = _("The macro has %(given)s characters; at most %(most)s are shown here.")
        raise BadValue("storage", told % {"given": len(storage), "most": LONGEST_PREVIEW})
    page_id = optional_id(request, "pageId")
    content = content_for(actor, page_id, kinds=_TEXTS) if page_id is not None else None
    space = content.space if content is not None else space_for(actor, value_of(request, "spaceKey"))
    draft_id = optional_id(request, "draftId")
    draft = drafts_of(actor).filter(pk=draft_id).first() if content is None and draft_id is not None else None
    shown = rendered_once(actor, storage, content, space) if draft is None else rendered_draft(actor, storage, draft)
    return JsonResponse({"html": shown})
