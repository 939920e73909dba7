"""What the converter must know of a macro, and the macros of the markup that every wiki is taken to have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class MacroBody(StrEnum):
    """What stands between a macro's tags."""

    NONE = "none"
    PLAIN = "plain"
    RICH = "rich"


@dataclass(frozen=True, slots=True)
class MacroFacts:
    """What a macro is to the converter.

    Attributes:
        name: the name that storage format is to have.
        body: what stands between its tags.
        inline: whether it is part of a line.
        unnamed: the name that its unnamed parameter gets; empty where it stays unnamed.
    """

    name: str
    body: MacroBody
    inline: bool = False
    unnamed: str = ""


class MacroCatalogue(Protocol):
    """Knows the macros of a wiki."""

    def find(self, name: str) -> MacroFacts | None:
        """Give the facts of a macro by the name that a page uses, whatever its capitals; None for an unknown one."""
        ...


class NoMacros:
    """A catalogue of a wiki without macros of its own."""

    def find(self, name: str) -> MacroFacts | None:
        """Know none."""
        return None


_WITHOUT_BODY = (
    "anchor attachments blog-posts change-history children content-by-user contentbylabel contributors "
    "contributors-summary create-space-button excerpt-include favpages gadget gallery global-reports html-include im "
    "include index jira jiraissues junitreport listlabels livesearch loremipsum multimedia navmap network "
    "pagetree pagetreesearch popular-labels profile profile-picture recently-updated recently-updated-dashboard "
    "recently-used-labels related-labels rss search space-attachments space-details spacegraph spacejump spaces "
    "status status-list tasks-report-macro toc userlister view-file viewdoc viewpdf viewppt viewxls widget"
)
_WITH_PLAIN_BODY = (
    "code csv graphviz html latex markdown mathblock mathinline noformat plantuml sql style tasklist xslt"
)
_WITH_RICH_BODY = "chart column details expand excerpt info note panel section tip toc-zone warning"
_INLINE = frozenset({"anchor", "status", "mathinline", "profile", "jira"})
_UNNAMED = {"code": "language", "expand": "title", "view-file": "name", "multimedia": "name", "profile": "user"}
_OTHER_NAMES = {"viewfile": "view-file"}


def _listed() -> dict[str, MacroFacts]:
    found = {}
    for names, body in (
        (_WITHOUT_BODY, MacroBody.NONE),
        (_WITH_PLAIN_BODY, MacroBody.PLAIN),
        (_WITH_RICH_BODY, MacroBody.RICH),
    ):
        for name in names.split():
            found[name] = MacroFacts(name, body, name in _INLINE, _UNNAMED.get(name, ""))
    return found | {other: found[name] for other, name in _OTHER_NAMES.items()}


WELL_KNOWN = _listed()
"""Macros of the markup by name: they keep their form in wikis that can't show them."""


OF_THE_LANGUAGE = frozenset({"quote", "color", "colour"})
"""Names that the markup itself knows what to do with, whether or not a wiki has macros of these names."""


class AllMacros:
    """The macros of a wiki, and below them those that are well known; each name is looked up once."""

    def __init__(self, catalogue: MacroCatalogue) -> None:
        self._catalogue = catalogue
        self._found: dict[str, MacroFacts | None] = {}

    def find(self, name: str) -> MacroFacts | None:
        """Give the facts of a macro, or None for one that nobody knows."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> MacroFacts | None:
        folded = name.lower()
        if folded in OF_THE_LANGUAGE:
            return None
        known = WELL_KNOWN.get(folded)
        own = self._catalogue.find(known.name if known else folded)
        if own is None:
            return known
        unnamed = _UNNAMED.get(own.name, own.unnamed)
        return MacroFacts(own.name, own.body, own.inline, unnamed)
