"""The texts of the demonstration's pages about macros: one for each family, made from the examples."""

from __future__ import annotations

from wiki.macros.description import MacroDescription
from wiki.macros.examples import example_of
from wiki.macros.families import TITLES, Family, families
from wiki.macros.naming.reference_words import line_html
from wiki.storage_format.entities import encode_text

_TEMPLATE = 'ac:name="templateId">1<'

TITLE = "All macros"
"""The page above those of the families."""

FILES: dict[str, tuple[str, ...]] = {
    "diagrams": ("tides.mmd",),
    "files": ("house.png", "notes.txt", "tone.wav"),
}
"""What hangs on the pages of families whose macros show files."""


def page_title(family: str) -> str:
    """Give the title of the page that shows the macros of a family."""
    return f"Macros - {TITLES.get(family, family.capitalize())}"


def overview() -> str:
    """Give the text of the page above all families, in storage format."""
    rows = "".join(_row(family) for family in families())
    return (
        "<p>Macros are the parts of a page that do something. The pages below show every one of them at work, with the "
        "text that makes it.</p>"
        f"<table><tbody><tr><th>What for</th><th>Macros</th></tr>{rows}</tbody></table>"
    )


def _row(family: Family) -> str:
    title = encode_text(page_title(family.name))
    body = f"<ac:link-body>{encode_text(family.title)}</ac:link-body>"
    link = f'<ac:link><ri:page ri:content-title="{title}" />{body}</ac:link>'
    names = ", ".join(f"<code>{encode_text(macro['name'])}</code>" for macro in family.macros)
    return f"<tr><td><p>{link}</p></td><td><p>{names}</p></td></tr>"


def family_page(family: Family, username: str, template_id: int) -> str:
    """Give the text of a family's page, in storage format.

    Args:
        family: the family.
        username: who is shown where an example shows a person.
        template_id: the template that examples begin pages with.
    """
    contents = (
        '<ac:structured-macro ac:name="toc"><ac:parameter ac:name="maxLevel">2</ac:parameter></ac:structured-macro>'
    )
    macros = "".join(_macro(macro, example_of(macro["name"], username)) for macro in family.macros)
    named = macros.replace(_TEMPLATE, _TEMPLATE.replace("1", str(template_id)))
    return f"<p>{encode_text(family.doc)}</p>{contents}{named}"


def _macro(macro: MacroDescription, example: str) -> str:
    source = example.replace("]]>", "]]]]><![CDATA[>")
    return (
        f"<h2>{encode_text(macro['title'])}</h2><p>{line_html(macro['summary'])}</p>"
        f"{example}"
        '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">xml</ac:parameter>'
        f'<ac:parameter ac:name="title">How it is written: {encode_text(macro["name"])}</ac:parameter>'
        '<ac:parameter ac:name="collapse">true</ac:parameter>'
        f"<ac:plain-text-body><![CDATA[{source}]]></ac:plain-text-body></ac:structured-macro>"
    )
