"""The pages shown when a request cannot be answered: the wiki's own templates, plain ones where those are missing."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

logger = logging.getLogger(__name__)

PLAIN = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body><main><h1>{title}</h1><p>{sentence}</p></main></body></html>
"""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request makes no sense (a wrong host name, a broken form)."""
    return _page(request, 400, gettext("Bad request"), gettext("The wiki could not make sense of this request."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: refused."""
    return _page(request, 403, gettext("Not permitted"), gettext("You may not do this."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing there, or nothing that this person may see."""
    return _page(request, 404, gettext("Page not found"), gettext("There is no such page, or you may not see it."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; the template is given no user and no query, since either may be what failed."""
    return _page(
        None, 500, gettext("Something went wrong"), gettext("The wiki could not answer. The fault has been logged.")
    )


def _page(request: HttpRequest | None, status: int, title: str, sentence: str) -> HttpResponse:
    # A request that is refused early (a wrong host name) has met no middleware that says who it comes from.
    known = request if hasattr(request, "user") else None
    text: str
    try:
        text = render_to_string(f"{status}.html", {"title": title, "sentence": sentence}, request=known)
    except Exception:
        # Whatever failed the request may fail its error page too, such as a database that is gone.
        logger.exception("The page for status %s cannot be shown", status)
        text = PLAIN.format(language=get_language() or settings.LANGUAGE_CODE, title=title, sentence=sentence)
    return HttpResponse(text, status=status)
