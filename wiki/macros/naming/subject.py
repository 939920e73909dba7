"""The page that a macro is about: the one that a parameter names, or the one that the macro stands in."""

from __future__ import annotations

from django.utils.translation import gettext

from wiki.errors import NoSuchContent
from wiki.macros.base import MacroFailure, MacroUse
from wiki.macros.naming.named_content import named_content
from wiki.models import Content
from wiki.permissions.access import content_for


def own_content(use: MacroUse) -> Content:
    """Give the current page or blog post that a macro stands in.

    Raises:
        MacroFailure: the text belongs to none yet.
    """
    content = use.context.content
    if isinstance(content, Content):
        if content.current_id is None:
            return content
        try:
            return content_for(use.actor, content.current_id)
        except NoSuchContent:
            pass
    raise MacroFailure(gettext("this text belongs to no page yet."))


def subject(use: MacroUse, parameter: str = "page") -> Content:
    """Give the page that a macro is about.

    Args:
        use: the use of the macro.
        parameter: the parameter that may name another page than the macro's own.

    Raises:
        MacroFailure: there is no such page for this reader.
    """
    return named_content(use, parameter) or own_content(use)
