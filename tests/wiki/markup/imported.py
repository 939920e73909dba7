"""What the tests of DokuWiki and HTML share: the golden cases, and what stands around the pages."""

import re

from tests.architecture.source import ROOT
from tests.wiki.markup.cases import Case
from wiki.markup.dokuwiki import Converted, convert_dokuwiki
from wiki.markup.html import convert_html, read_html

FOLDER = ROOT / "tests/cases/imports"


class Around:
    """Targets of which each id that ends with `known` is a page, and each that ends with `pic.png` a file."""

    def page(self, page_id: str) -> str | None:
        """Give the title of a page."""
        return "Known page" if page_id.rstrip(":").endswith("known") else None

    def file(self, file_id: str) -> str | None:
        """Give the element of a file."""
        return '<ri:attachment ri:filename="pic.png" />' if file_id.endswith("pic.png") else None


def import_cases(name: str) -> list[Case]:
    """Read the cases of a file; they are written as those of the other converters."""
    found = []
    for part in re.split(r"^=== (?=\w[^=\n]*$)", (FOLDER / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, storage = part.rpartition("\n=>\n")
        title, _, markup = head.partition("\n")
        found.append(Case(title, markup, storage.removesuffix("\n")))
    return found


def dokuwiki(text: str) -> Converted:
    """Convert a page of the namespace `ns`."""
    return convert_dokuwiki(text, namespace="ns", targets=Around(), wanted={"two", "a_section"})


def html(text: str) -> str:
    """Convert what stands in the body of a document."""
    return convert_html(read_html(f"<body>{text}").find("body"), {"wanted", "wanted2"})
