"""The colour of the site or of a space as a style sheet of its own: the pages' policy lets no style stand in them."""

from django.http import HttpRequest, HttpResponse

from accounts.actor import Actor
from wiki.site_settings.shades import Shades, dark_shades, light_shades
from wiki.views.decorators import for_everybody

_SHEET = """:root:not([data-theme="dark"]) {{ {light} }}
@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} }}
:root[data-theme="dark"] {{ {dark} }}
"""


@for_everybody()
def sheet(request: HttpRequest, actor: Actor, colour: str) -> HttpResponse:
    """Give the style sheet of a colour, in shades that can be read in the light and in the dark."""
    chosen = f"#{colour}"
    text = _SHEET.format(light=_declared(light_shades(chosen)), dark=_declared(dark_shades(chosen)))
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(text, content_type="text/css; charset=utf-8", headers=headers)


def _declared(shades: Shades) -> str:
    return f"--accent: {shades.accent}; --accent-strong: {shades.strong}; --accent-wash: {shades.wash};"
