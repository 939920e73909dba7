"""Which language somebody is spoken to in: the one they chose, else that of the site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation

from accounts.models import User

_of_the_site: list[Callable[[], str]] = []


def site_speaks(language: Callable[[], str]) -> None:
    """Have an app above say what the language of the site is; it is asked each time."""
    _of_the_site[:] = [language]


def known_language(code: str) -> bool:
    """Say whether the wiki can be shown in a language."""
    return code in dict(settings.LANGUAGES)


def site_language() -> str:
    """Give the language of those who chose none."""
    said = _of_the_site[0]() if _of_the_site else ""
    return said if known_language(said) else settings.LANGUAGE_CODE


def language_of(person: User | None, site: str = "") -> str:
    """Give the language of somebody's mails, exports and jobs.

    Args:
        person: None stands for nobody in particular.
        site: the language of the site, for who asked for it already.
    """
    chosen = person.language if person is not None else ""
    return chosen if known_language(chosen) else site or site_language()


@contextmanager
def speaking_to(person: User | None, site: str = "") -> Iterator[None]:
    """Use the language of a person in the block: for what is not written in a request of theirs; see `language_of`."""
    with translation.override(language_of(person, site)):
        yield
