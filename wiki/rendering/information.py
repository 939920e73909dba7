"""Profile texts, which are in storage format too: whether one can be kept, and how it is shown."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from accounts.actor import Actor
from accounts.models import User
from wiki.rendering.shown import rendered_once
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.parser import parse


@dataclass(frozen=True)
class PersonalPlace:
    """Where references without a space key lead from a profile: into the person's own space, be there one or not."""

    key: str


def problem_of(storage: str) -> str | None:
    """Give what is wrong with a profile text, or None."""
    try:
        parse(storage)
    except MalformedStorage as error:
        return str(error)
    return None


def render_information(actor: Actor, user: User, storage: str) -> SafeString:
    """Give the HTML of a profile text.

    Args:
        actor: who looks.
        user: whose profile it is.
        storage: the text.
    """
    return rendered_once(actor, storage, None, PersonalPlace(f"~{user.username}"))
