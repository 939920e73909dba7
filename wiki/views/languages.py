"""The language of an answer: the reader's choice, else the browser's where the site lets it decide, else the site's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.languages import known_language
from wiki.site_settings.everywhere import site_look

_WIRES = ("/rpc/", "/rest/")
"""Programs read what stands below these: always English."""

_WITHOUT_WORDS = ("/status", "/wiki/colours/", "/wiki/logos/", "/wiki/texts/")
"""Nobody reads words there, and nothing is to be read from the database for them."""


class LanguageMiddleware:
    """Shows each reader the wiki in their language; behind the middleware that knows who is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the reader, and say so where the browser's wish made a difference."""
        if request.path_info.startswith((*_WIRES, *_WITHOUT_WORDS)):
            with translation.override(settings.LANGUAGE_CODE):
                return self.get_response(request)
        language, by_browser = _language_for(request)
        with translation.override(language):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", language)
        if by_browser:
            patch_vary_headers(response, ("Accept-Language",))
        return response


def _language_for(request: HttpRequest) -> tuple[str, bool]:
    """Give the language, and whether another browser might have been answered in another."""
    # Without the cookie nobody is logged in, and the table of sessions need not be asked.
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        chosen = request.user.language
        if known_language(chosen):
            return chosen, False
    look = site_look()
    # Pages show what it says besides: they need not ask again.
    request.site_look = look  # type: ignore[attr-defined]
    wished = wished_language(request.headers.get("Accept-Language", "")) if look.follows_browser else None
    return wished or look.language, look.follows_browser


def wished_language(header: str) -> str | None:
    """Give the first language of an Accept-Language header that the wiki speaks; None for none."""
    for code, _weight in parse_accept_lang_header(header):
        if code == "*":
            break
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return None
