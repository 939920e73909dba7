"""What the app above knows about profile texts in storage format: how to check one and how to show one."""

from collections.abc import Callable

from django.utils.html import linebreaks, strip_tags
from django.utils.safestring import SafeString

from accounts.actor import Actor
from accounts.models import User

Check = Callable[[str], str | None]
Render = Callable[[Actor, User, str], SafeString]

_checks: list[Check] = []
_renderers: list[Render] = []


def read_information_with(*, check: Check, render: Render) -> None:
    """Have profile texts checked and shown by the app that knows storage format.

    Args:
        check: called with a text before it is kept; gives what is wrong with it as a sentence, or None.
        render: called with who looks, whose text it is, and the text; gives safe HTML.
    """
    _checks[:], _renderers[:] = [check], [render]


def problem_of_information(storage: str) -> str | None:
    """Give what is wrong with a profile text, or None."""
    for check in _checks:
        if problem := check(storage):
            return problem
    return None


def information_html(actor: Actor, user: User, storage: str) -> SafeString:
    """Give a profile text as safe HTML; as plain paragraphs where no app knows better."""
    for render in _renderers:
        return render(actor, user, storage)
    return SafeString(linebreaks(strip_tags(storage), autoescape=True))
