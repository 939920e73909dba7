"""The logos of spaces and of the site."""

from django.http import Http404, HttpRequest, HttpResponse

from accounts.actor import Actor
from wiki.queries.logos import logo_png
from wiki.views.decorators import for_everybody


@for_everybody()
def logo(request: HttpRequest, actor: Actor, digest: str) -> HttpResponse:
    """Give a logo by the digest of its bytes, to whoever may see what it stands for."""
    png = logo_png(actor, digest)
    if png is None:
        raise Http404
    headers = {"Cache-Control": "private, max-age=31536000, immutable", "Content-Security-Policy": "sandbox"}
    return HttpResponse(png, content_type="image/png", headers=headers)
