"""The report of an import in sections that people read."""

from typing import Any

SECTIONS = (
    ("warnings", "To know"),
    ("opening", "Restrictions that name no page: check who may see what they closed"),
    ("left_out", "Not taken"),
    ("mended", "Taken otherwise than it was"),
    ("missing_files", "Files that are not in the package"),
    ("broken_links", "Links that lead nowhere"),
    ("people_made", "People without an account here: they get one without a password"),
    ("people_matched", "People who have an account here"),
    ("groups_made", "Groups that are made"),
    ("site_permissions", "Permissions that are given on the whole site"),
    ("unknown_macros", "Macros that this wiki does not know: they show as a box with their name"),
    ("macros", "Macros that this wiki knows"),
    ("not_understood", "Objects and syntax that nobody understands"),
    ("classes_left_out", "Kinds of objects that are not taken"),
)
"""The parts of a report behind its counts, in the order of their weight, with their headings."""


def report_sections(report: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Give the headings of a report with their lines; empty sections are left out."""
    counts = [f"{kind}: {count:,}" for kind, count in report["counts"].items() if count]
    sections = [(f"What comes of {', '.join(report['spaces'])}", counts)]
    sections += [(heading, _lines(report.get(name, ()))) for name, heading in SECTIONS]
    return [(heading, lines) for heading, lines in sections if lines]


def report_lines(report: dict[str, Any]) -> list[str]:
    """Give a report as plain text."""
    lines: list[str] = []
    for heading, under in report_sections(report):
        lines += ["", f"{heading}:", *(f"  {line}" for line in under)]
    return [*lines[1:], ""]


def _lines(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{name}: {count}" for name, count in value.items()]
    return [str(line) for line in value]
