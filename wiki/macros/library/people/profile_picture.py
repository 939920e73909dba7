"""The macro profile-picture."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.utils.safestring import SafeString

from wiki.macros.base import Display, Freshness, MacroUse
from wiki.macros.naming.named_person import named_person
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, safe


@macro(
    "profile-picture",
    title="Profile picture",
    display=Display.INLINE,
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("User", "The person.", aliases=("", "user")),
        Parameter("Size", "How wide and high the picture is, in pixels.", ParameterKind.INTEGER, 48, ("size",),
                  least=16, most=256),
    ),
)  # fmt: skip
def profile_picture(use: MacroUse) -> SafeString:
    """Shows the picture of somebody, with a link to their profile. For readers who may view profiles."""
    person = named_person(use, "User")
    side = str(use.number("Size"))
    link = {
        "class": f"userLogoLink {use.classes}",
        "href": use.context.address(f"/users/viewuserprofile.action?username={quote(person.username, safe='')}"),
        "data-username": person.username,
    }
    image = {
        "class": "userLogo logo",
        "src": use.context.address(f"/users/userpicture?{urlencode({'key': person.key})}"),
        "alt": person.display_name,
        "title": person.display_name,
        "width": side,
        "height": side,
    }
    return safe(f"<a{attributes_html(link)}{use.marks}><img{attributes_html(image)}></a>")
