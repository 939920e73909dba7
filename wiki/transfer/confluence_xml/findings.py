"""What an import has to tell: how much of what there is, and every object that is not taken or that was mended."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MOST_LISTED = 20_000
"""How many single objects a report lists of one kind; the rest is counted."""


@dataclass
class Findings:
    """The report while it grows.

    Attributes:
        counts: what comes, by kind.
        left_out: objects that do not come, each with the reason.
        mended: objects that come otherwise than they were, each with what was done.
        warnings: what people should know before the import.
        classes_left_out: how many objects of which class do not come as a whole, and why.
        not_understood: how many objects of classes that nobody knows.
        site_permissions: what is given to whom on the whole site.
    """

    counts: Counter[str] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    missing_files: list[str] = field(default_factory=list)
    broken_links: list[str] = field(default_factory=list)
    people_made: list[str] = field(default_factory=list)
    people_matched: list[str] = field(default_factory=list)
    groups_made: list[str] = field(default_factory=list)
    site_permissions: list[str] = field(default_factory=list)
    macros: Counter[str] = field(default_factory=Counter)
    unknown_macros: Counter[str] = field(default_factory=Counter)
    classes_left_out: dict[str, str] = field(default_factory=dict)
    not_understood: Counter[str] = field(default_factory=Counter)

    def leave_out(self, what: str, why: str) -> None:
        """Note an object that is not taken."""
        self.left_out.append(f"{what}: {why}")

    def mend(self, what: str, how: str) -> None:
        """Note an object that is taken otherwise than it was."""
        self.mended.append(f"{what}: {how}")

    def as_data(self) -> dict[str, Any]:
        """Give the report as values that JSON can hold."""
        listed = {
            name: _listed(getattr(self, name))
            for name in (
                "left_out",
                "mended",
                "warnings",
                "opening",
                "missing_files",
                "broken_links",
                "people_made",
                "people_matched",
                "groups_made",
                "site_permissions",
            )
        }
        counted = {
            name: dict(sorted(getattr(self, name).items()))
            for name in ("counts", "macros", "unknown_macros", "not_understood", "classes_left_out")
        }
        return {**counted, **listed}


def _listed(lines: list[str]) -> list[str]:
    if len(lines) <= MOST_LISTED:
        return list(lines)
    return [*lines[:MOST_LISTED], f"... and {len(lines) - MOST_LISTED:,} more"]
