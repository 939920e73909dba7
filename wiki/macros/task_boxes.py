"""The boxes of tasks: to be ticked by a form without scripts and in place with them, or a picture for all others."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.utils.translation import gettext

from wiki.macros.safe_html import attributes_html, escape_text

TASK_FORM = "task-form"
"""The id of the form on every screen that the boxes send; it holds the token against forged requests."""


def task_address(content_id: int, number: str, digest: str = "") -> str:
    """Give the address, from the root of the wiki, where a task is ticked.

    Args:
        content_id: the content that it is in.
        number: its number there.
        digest: of its text as it was shown; without one, any task of that number is ticked.
    """
    query = f"?{urlencode({'digest': digest})}" if digest else ""
    return f"/rest/inlinetasks/1/task/{content_id}/{quote(number, safe='')}/{query}"


def tick_box(address: str, *, complete: bool) -> str:
    """Write a box that can be ticked, without scripts too.

    Args:
        address: where it is ticked, with the context path.
        complete: whether it is ticked now.
    """
    attributes = {
        "type": "submit",
        "class": "task-box",
        "form": TASK_FORM,
        "formaction": address,
        "name": "status",
        "value": "UNCHECKED" if complete else "CHECKED",
        "role": "checkbox",
        "aria-checked": "true" if complete else "false",
        "aria-label": gettext("Done"),
    }
    return f"<button{attributes_html(attributes)}></button>"


def still_box(*, complete: bool) -> str:
    """Write a box that shows whether a task is done and can't be ticked."""
    checked = " checked" if complete else ""
    return (
        f'<input type="checkbox" class="task-checkbox" disabled aria-label="{escape_text(gettext("Done"))}"{checked}>'
    )


def drawn_box(*, complete: bool) -> str:
    """Write a box as a character, for documents in which nothing can be ticked."""
    return "☑" if complete else "☐"
