"""The macro profile."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.utils.safestring import SafeString

from accounts.models import User, UserInformation
from accounts.queries import information_of
from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import user_link
from wiki.macros.naming.named_person import named_person
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.macros.safe_url import safe_url

_FACTS = ("position", "department", "location", "phone")


@macro(
    "profile",
    title="User profile",
    freshness=Freshness.WIKI,
    parameters=(Parameter("user", "The person.", aliases=("", "User")),),
)
def profile(use: MacroUse) -> SafeString:
    """Shows who somebody is: picture, name, position and how to reach them. For readers who may view profiles."""
    person = named_person(use, "user")
    information = information_of(person)
    source = use.context.address(f"/users/userpicture?{urlencode({'key': person.key})}")
    picture = {"class": "userLogo logo photo", "src": source, "alt": "", "width": "64", "height": "64"}
    facts = "".join(
        f"<div><dt>{name.capitalize()}</dt><dd>{escape_text(value)}</dd></div>"
        for name in _FACTS
        if (value := getattr(information, name))
    )
    address = use.context.address(f"/users/viewuserprofile.action?username={quote(person.username, safe='')}")
    return safe(
        f'<div class="profile-macro vcard {use.classes}"{use.marks}><a href="{escape_text(address)}" tabindex="-1" ',
        f'aria-hidden="true"><img{attributes_html(picture)}></a><div class="profile-macro-text">',
        f'<p class="fn">{user_link(use.context, person)}</p>{_reach(person, information)}',
        f"<dl>{facts}</dl></div></div>" if facts else "</div></div>",
    )


def _reach(person: User, information: UserInformation) -> str:
    links = []
    if person.email:
        links.append(f'<a class="email" href="mailto:{escape_text(person.email)}">{escape_text(person.email)}</a>')
    website = safe_url(information.website) if information.website else None
    if website:
        marks = attributes_html({"class": "url", "href": website, "rel": "nofollow noopener noreferrer"})
        links.append(f"<a{marks}>{escape_text(information.website)}</a>")
    return f'<p class="profile-macro-reach">{" · ".join(links)}</p>' if links else ""
