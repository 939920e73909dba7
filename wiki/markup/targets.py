"""What the target of a link is: a page, a file, an address and so on, in storage format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wiki.markup.addresses import is_address
from wiki.markup.writing import element

_SPACE = re.compile(r"([A-Za-z0-9]{1,255}|~[^\s:/#^|]{1,255}):")
_DAY = re.compile(r"/([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})(?:/(.*))?", re.DOTALL)
_SHORTCUT = re.compile(r"(.+)@([A-Za-z0-9_\-]{1,100})", re.DOTALL)
_CONTENT_ID = re.compile(r"\$([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Target:
    """A link's target: an address, or a resource and an anchor; one without any is shown as text.

    Attributes:
        shown: what the link shows when it says nothing itself.
        address: for links out of the wiki.
        resource: the element that names the resource; empty for this page.
        anchor: the name of the anchor.
        is_text: whether there is nothing to link to.
    """

    shown: str
    address: str = ""
    resource: str = ""
    anchor: str = ""
    is_text: bool = False


def target_of(written: str) -> Target | None:
    """Read a target; None for what can be none.

    Args:
        written: the target with escapes and character references resolved, without blanks around it.
    """
    if is_address(written):
        return Target(written.removeprefix("mailto:"), address=written)
    if written.startswith("$") and (found := _CONTENT_ID.fullmatch(written)):
        return Target(written, resource=element("ri:content-entity", [("ri:content-id", found.group(1))]))
    if written.startswith("~") and ":" not in written and len(written) > 1:
        return Target(written[1:], resource=element("ri:user", [("ri:username", written[1:].strip())]))
    if written.count("^") > 1:
        return None
    if "^" in written:
        return _file(written)
    shortcut = _SHORTCUT.fullmatch(written)
    if shortcut is not None and not written.startswith("#"):
        parameter, key = shortcut.group(1).strip(), shortcut.group(2)
        return Target(written, resource=element("ri:shortcut", [("ri:key", key), ("ri:parameter", parameter)]))
    return _content(written)


def _file(written: str) -> Target | None:
    container, _caret, name = written.partition("^")
    resource = attachment(name.strip(), container.strip())
    return Target(name.strip(), resource=resource) if resource else None


def attachment(name: str, container: str = "") -> str:
    """Write the element of a file; nothing where its name or what it hangs on is no good.

    Args:
        name: the file name.
        container: the page or blog post that it hangs on, as markup names it; empty for this one.
    """
    if not name:
        return ""
    holder = ""
    if container:
        found = resource_of(container)
        if found is None:
            return ""
        holder = found
    return element("ri:attachment", [("ri:filename", name)], holder)


def _content(written: str) -> Target | None:
    before, hash_sign, anchor = written.rpartition("#")
    anchor = anchor.strip()
    if not hash_sign or not anchor:
        before, anchor = written, ""
    before = before.strip()
    if not before:
        return Target(anchor, anchor=anchor) if anchor else None
    day = _DAY.fullmatch(_without_space(before))
    if day is not None and not (day.group(4) or "").strip():
        return Target(written, is_text=True)
    if day is None and before.startswith("/"):
        return Target(written, address=written)
    resource = resource_of(before)
    return Target(_without_space(before) or before, resource=resource, anchor=anchor) if resource else None


def _without_space(written: str) -> str:
    found = _SPACE.match(written)
    return written[found.end() :].strip() if found else written


def resource_of(written: str) -> str | None:
    """Write the element of a page, a blog post or a space as markup names it, such as `KEY:Title`; None for nothing."""
    found = _SPACE.match(written)
    key = found.group(1) if found else ""
    title = _without_space(written)
    if not title:
        return element("ri:space", [("ri:space-key", key)]) if key else None
    if content := _CONTENT_ID.fullmatch(title):
        return element("ri:content-entity", [("ri:content-id", content.group(1))])
    day = _DAY.fullmatch(title)
    if day is not None and (day.group(4) or "").strip():
        year, month, date, post = day.groups()
        return element(
            "ri:blog-post",
            [
                ("ri:space-key", key),
                ("ri:content-title", post.strip()),
                ("ri:posting-day", f"{year}/{month:0>2}/{date:0>2}"),
            ],
        )
    return element("ri:page", [("ri:space-key", key), ("ri:content-title", title)])
