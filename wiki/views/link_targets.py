"""From an address of this wiki, as somebody pastes it, to the page, file, space or person that it leads to."""

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, get_script_prefix, resolve

from accounts.actor import Actor
from accounts.errors import AccountError
from accounts.queries import person_for
from wiki.errors import NoSuchContent, WikiError
from wiki.models import Content, ContentKind
from wiki.permissions.access import content_for, space_for, version_for
from wiki.queries.attachments import attachment_by_name
from wiki.queries.blogposts import blogpost_by_day_and_title
from wiki.queries.pages import page_by_former_title, page_by_title
from wiki.views.addresses import content_address, file_address, id_of_tiny_code, person_address, space_address
from wiki.views.editor_answers import posting_day

Target = dict[str, str | int]
Given = Mapping[str, str]
"""What an address names: the parts of its path and the parameters of its query."""

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_NOTHING: Target = {
    "kind": "",
    "id": 0,
    "title": "",
    "spaceKey": "",
    "postingDay": "",
    "fileName": "",
    "containerId": 0,
    "containerTitle": "",
    "containerKind": "",
    "anchor": "",
    "userKey": "",
    "address": "",
}


def target_of(actor: Actor, request: HttpRequest, url: str) -> Target | None:
    """Give what an address of this wiki leads to, as far as the actor may see it.

    Args:
        request: whose host is that of this wiki, besides the one in the settings.
        url: a whole address, or one from the root of the host.

    Returns:
        None for another site's address, for one that names nothing, and for what is hidden.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    ours = {request.get_host(), urlsplit(settings.WIKI_BASE_URL).netloc}
    if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc not in ours):
        return None
    prefix = get_script_prefix()
    if not parts.path.startswith(prefix) or "\0" in unquote(url):
        return None
    try:
        match = resolve(f"/{unquote(parts.path[len(prefix) :])}")
    except Resolver404:
        return None
    find = _FINDERS.get(match.func.__name__) if match.func.__module__ in _MODULES else None
    if find is None:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query, max_num_fields=50).items()}
    try:
        target = find(actor, {**query, **{name: str(value) for name, value in match.kwargs.items()}})
    except (WikiError, AccountError, ValueError):
        return None
    return {**_NOTHING, **target, "anchor": unquote(parts.fragment)}


def _content(content: Content) -> Target:
    return {
        "kind": str(content.kind),
        "id": content.pk,
        "title": content.title,
        "spaceKey": content.space.key,
        "postingDay": posting_day(content),
        "address": content_address(content),
    }


def _by_id(actor: Actor, content_id: str) -> Target:
    found = version_for(actor, int(content_id))
    content = content_for(actor, found.current_id or found.pk, kinds=_TEXTS)
    return _content(content)


def _displayed(actor: Actor, given: Given) -> Target:
    key, rest = given["space_key"], given.get("rest", "").strip("/")
    if not rest:
        return _space(actor, key)
    space = space_for(actor, key)
    parts = rest.split("/", 3)
    if len(parts) == 4 and all(part.isascii() and part.isdigit() for part in parts[:3]):
        day = date(int(parts[0]), int(parts[1]), int(parts[2]))
        return _content(blogpost_by_day_and_title(actor, space, day, parts[3].replace("+", " ")))
    title = rest.replace("+", " ")
    try:
        return _content(page_by_title(actor, space, title))
    except NoSuchContent:
        former = page_by_former_title(actor, space, title) or page_by_title(actor, space, rest)
        return _content(former)


def _space(actor: Actor, key: str) -> Target:
    try:
        space = space_for(actor, key)
    except NoSuchContent:
        if not key.startswith("~"):
            raise
        return _person(actor, key[1:])
    return {"kind": "space", "title": space.name, "spaceKey": space.key, "address": space_address(space)}


def _person(actor: Actor, username: str) -> Target:
    user = person_for(actor, username)
    return {"kind": "user", "title": user.display_name, "userKey": user.key, "address": person_address(user)}


def _by_parameters(actor: Actor, given: Given) -> Target:
    if given.get("pageId"):
        return _by_id(actor, given["pageId"])
    space = space_for(actor, given.get("spaceKey") or given.get("key", ""))
    return _content(page_by_title(actor, space, given.get("title", "")))


def _file(actor: Actor, given: Given) -> Target:
    container = content_for(actor, int(given["page_id"]), kinds=(*_TEXTS, ContentKind.COMMENT))
    file = attachment_by_name(actor, container, given["name"])
    return {
        "kind": "attachment",
        "id": file.pk,
        "title": file.title,
        "spaceKey": container.space.key,
        "postingDay": posting_day(container),
        "fileName": file.title,
        "containerId": container.pk,
        "containerTitle": container.title,
        "containerKind": str(container.kind),
        "address": file_address(file),
    }


_MODULES = frozenset(
    {"wiki.views.pages", "wiki.views.blog", "wiki.views.spaces", "wiki.views.downloads", "accounts.views"}
)
_FINDERS: dict[str, Callable[[Actor, Given], Target]] = {
    "display": _displayed,
    "view_by_id": _by_parameters,
    "view_in_space": lambda actor, given: _by_id(actor, given["page_id"]),
    "view_post_in_space": lambda actor, given: _by_id(actor, given["post_id"]),
    "tiny_link": lambda actor, given: _by_id(actor, str(id_of_tiny_code(given["code"]))),
    "tiny_url": lambda actor, given: _by_id(actor, str(id_of_tiny_code(given.get("urlIdentifier", "")))),
    "view_space": lambda actor, given: _space(actor, given.get("key", "")),
    "summary": lambda actor, given: _space(actor, given.get("key", "")),
    "overview": lambda actor, given: _space(actor, given["space_key"]),
    "download": _file,
    "thumbnail": _file,
    "view_user_profile": lambda actor, given: _person(actor, given.get("username", "")),
}
