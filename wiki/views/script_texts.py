"""What scripts say in another language than English, as a script that pages load before all others."""

import hashlib
import json
from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JSONCatalog

from accounts.actor import Actor
from wiki.views.decorators import for_everybody


@for_everybody()
def script_texts(request: HttpRequest, actor: Actor, language: str, digest: str) -> HttpResponse:
    """Give the words of scripts in a language; the digest is there for browsers to keep them for ever."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    script = f"globalThis.oxbowTexts = {words_of_scripts(language)};"
    headers = {"Cache-Control": "public, max-age=31536000, immutable"} if digest == digest_of_words(language) else {}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


@cache
def words_of_scripts(language: str) -> str:
    """Give the sentences that differ from the English of the sources, as JSON."""
    view = JSONCatalog()
    # Without the catalogues of other programs, whose scripts these pages do not load.
    view.translation = DjangoTranslation(language, domain="djangojs", localedirs=[str(settings.LOCALE_PATHS[0])])
    catalogue: dict[str, str | list[str]] = view.get_catalog()
    told = {text: said for text, said in catalogue.items() if text not in (said, said[0])}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@cache
def digest_of_words(language: str) -> str:
    """Give what changes with the words of a language."""
    return hashlib.sha256(words_of_scripts(language).encode()).hexdigest()[:12]
