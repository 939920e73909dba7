"""Lists of headings with links to them, for the macros toc and toc-zone."""

from __future__ import annotations

from collections.abc import Sequence

from wiki.macros.base import HeadingPlace, MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.safe_css import LIST_STYLES, css_length
from wiki.macros.safe_html import attributes_html, escape_text
from wiki.storage_format.anchors import fragment

SEPARATORS = {
    "brackets": ("[ ", " ] [ ", " ]"),
    "braces": ("{ ", " } { ", " }"),
    "parens": ("( ", " ) ( ", " )"),
    "pipe": ("", " | ", ""),
}
DEEPEST = 6
MOST_HEADINGS = 1000


TOC_PARAMETERS = (
    Parameter("minLevel", "The highest level of heading, 1 to 6.", ParameterKind.INTEGER, 1, least=1, most=DEEPEST),
    Parameter(
        "maxLevel", "The lowest level of heading, 1 to 6.", ParameterKind.INTEGER, 7, least=1, most=DEEPEST + 1
    ),
    Parameter("type", "A list, or all in one line: flat.", ParameterKind.CHOICE, "list", ("",), ("list", "flat")),
    Parameter("style", "The signs before the entries, as the CSS property list-style-type has them."),
    Parameter(
        "outline", "Whether entries are numbered 1, 1.1, 1.2.", ParameterKind.CHOICE, "false",
        choices=("true", "false", "clear"),
    ),
    Parameter("indent", "How far each level is moved to the right, such as 20px.", ParameterKind.LENGTH),
    Parameter("separator", "What parts it if flat: brackets, braces, parens, pipe or a text.", default="brackets"),
    Parameter("include", "A regular expression: only headings that it fits.", ParameterKind.PATTERN, None),
    Parameter("exclude", "A regular expression: no headings that it fits.", ParameterKind.PATTERN, None),
    Parameter("class", "A CSS class for the list."),
    Parameter("printable", "Whether it is printed.", ParameterKind.BOOLEAN, default=True),
    Parameter("absoluteUrl", "Kept for old pages; links always work.", ParameterKind.BOOLEAN, default=False),
)  # fmt: skip
"""What a list of headings can be told."""


def toc_list(use: MacroUse, headings: Sequence[HeadingPlace]) -> str:
    """Write the list of the headings that the parameters choose.

    Args:
        use: the use of a macro with `TOC_PARAMETERS`.
        headings: the headings, in order.
    """
    chosen = _chosen(use, headings)
    numbers = _numbers(chosen) if use.text("outline") == "true" else [""] * len(chosen)
    entries = [_entry(heading, number) for heading, number in zip(chosen, numbers, strict=True)]
    return _flat(use, entries) if use.text("type") == "flat" else _nested(use, chosen, entries)


def toc_classes(use: MacroUse) -> str:
    """Give the classes of the element around a list of headings."""
    classes = ["toc-macro"]
    if not use.flag("printable"):
        classes.append("hidden-in-print")
    classes += [name for name in use.text("class").split()[:5] if name.replace("-", "").replace("_", "").isalnum()]
    return " ".join(classes)


def _chosen(use: MacroUse, headings: Sequence[HeadingPlace]) -> list[HeadingPlace]:
    include, exclude = use.pattern("include"), use.pattern("exclude")
    return [
        heading
        for heading in headings[:MOST_HEADINGS]
        if use.number("minLevel") <= heading.level <= use.number("maxLevel")
        and heading.text
        and (include is None or include.matches(heading.text))
        and (exclude is None or not exclude.matches(heading.text))
    ]


def _numbers(headings: list[HeadingPlace]) -> list[str]:
    """Number headings by their depth below those before them."""
    counters: list[tuple[int, int]] = []
    numbers = []
    for heading in headings:
        while len(counters) > 1 and counters[-1][0] > heading.level and counters[-2][0] >= heading.level:
            counters.pop()
        if counters and counters[-1][0] >= heading.level:
            counters[-1] = (heading.level, counters[-1][1] + 1)
        else:
            counters.append((heading.level, 1))
        numbers.append(".".join(str(count) for _level, count in counters))
    return numbers


def _entry(heading: HeadingPlace, number: str) -> str:
    outline = f'<span class="TOCOutline">{number}</span> ' if number else ""
    return f'{outline}<a href="{escape_text(fragment(heading.anchor))}">{escape_text(heading.text)}</a>'


def _flat(use: MacroUse, entries: list[str]) -> str:
    before, between, after = SEPARATORS.get(use.text("separator"), ("", f" {use.text('separator')} ", ""))
    joined = escape_text(between).join(f'<span class="toc-item-body">{entry}</span>' for entry in entries)
    return f"{escape_text(before)}{joined}{escape_text(after)}" if entries else ""


def _nested(use: MacroUse, headings: list[HeadingPlace], entries: list[str]) -> str:
    style = use.text("style").lower()
    if style not in LIST_STYLES:
        style = "none" if use.text("outline") == "true" else ""
    declarations = [f"list-style-type: {style};"] if style else []
    indent = css_length(use.text("indent")) if use.text("indent") else None
    if indent:
        declarations.append(f"padding-left: {indent};")
    opening = f'<ul class="toc-indentation"{attributes_html({"style": " ".join(declarations) or None})}>'
    html: list[str] = []
    levels: list[int] = []
    for heading, entry in zip(headings, entries, strict=True):
        while len(levels) > 1 and levels[-1] > heading.level and levels[-2] >= heading.level:
            levels.pop()
            html.append("</li></ul>")
        if levels and levels[-1] >= heading.level:
            html.append("</li>")
            levels[-1] = heading.level
        else:
            levels.append(heading.level)
            html.append(opening)
        html.append(f"<li>{entry}")
    html.append("</li></ul>" * len(levels))
    return "".join(html)
