#!/usr/bin/env python3
"""Sends the HTML documentation of Debian packages through the parser and the renderer, and prints a table.

    .venv/bin/python bench/corpus.py [--packages git-doc sqlite3-doc …] [--most 20000] [--folder /usr/share/doc]

Each page is made into storage format in two ways: by examples/html_to_storage.py, as a publisher would, and as it is,
with all that HTML can hold. For each of both: reading and writing it gives the very same text; rendering it fails
nowhere; and a parser finds nothing in the output that is not on the list: lxml's in all of it, an HTML5 parser, which
takes ten times as long, in every tenth document. Packages are fetched with `apt-get download` into a temporary folder
and only unpacked, not installed.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import codepoint2name
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "examples")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django  # noqa: E402

django.setup()

from html_to_storage import convert  # noqa: E402
from html_tree import DocumentTree, SourcePage  # noqa: E402
from lxml import etree, html  # noqa: E402

from tests.wiki.rendering.html_checks import MATH_ALLOWED, WRITTEN_BY_RENDERER, unsafe_parts  # noqa: E402
from tests.wiki.rendering.known_links import context  # noqa: E402
from wiki.rendering.elements import ALLOWED  # noqa: E402
from wiki.rendering.render import render_storage  # noqa: E402
from wiki.storage_format.extract import excerpt, headings, plain_text, references  # noqa: E402
from wiki.storage_format.parser import parse  # noqa: E402
from wiki.storage_format.serializer import write  # noqa: E402

PACKAGES = (
    "git-doc debian-policy developers-reference apache2-doc sqlite3-doc postgresql-doc-15 python3.11-doc cmake-doc "
    "python-django-doc sphinx-doc octave-doc r-doc-html nginx-doc exim4-doc-html postfix-doc bind9-doc"
)
LARGEST = 3_000_000
_EXPECTED = ALLOWED | WRITTEN_BY_RENDERER | MATH_ALLOWED
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEYOND = re.compile("[\u00a0-\u2666]")


class LooseTree(DocumentTree):
    """The pages below a folder that has no page to start from."""

    def __init__(self, folder: Path, paths: list[Path]) -> None:
        self.folder = folder.resolve()
        names = [path.resolve().relative_to(self.folder).as_posix() for path in paths]
        self.pages = {name: SourcePage(name, name) for name in names}


@dataclass
class Tally:
    """What was found of one way of making storage format."""

    documents: int = 0
    characters: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    failures: list[str] = field(default_factory=list)


def fetch(packages: list[str], folder: Path) -> None:
    """Fetch packages and unpack them into a folder."""
    subprocess.run(["apt-get", "download", *packages], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for archive in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", archive, folder / archive.name.partition("_")[0]], check=True)
        archive.unlink()


def as_it_is(tree: DocumentTree, page: SourcePage) -> str:
    """Write the body of a page as XML, whatever it holds, with entities by name as people write them."""
    body = tree.read(page.path).find("body")
    if body is None:
        return ""
    for element in body.iter():
        if not isinstance(element.tag, str) or not re.fullmatch(r"[A-Za-z][\w.-]*", element.tag):
            element.tag = "span" if isinstance(element.tag, str) else element.tag
        for name in [name for name in element.attrib if not re.fullmatch(r"[A-Za-z_][\w.-]*", name)]:
            del element.attrib[name]
    written = escape(body.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in body)
    return _BEYOND.sub(_entity, written)


def _entity(match: re.Match[str]) -> str:
    name = codepoint2name.get(ord(match.group()))
    return f"&{name};" if name else match.group()


def made(tree: DocumentTree, page: SourcePage) -> Iterator[tuple[str, str]]:
    """Give the storage formats of a page, each with the way that it was made."""
    try:
        yield "published", _CONTROL.sub("", convert(tree, page).storage)
        yield "as it is", _CONTROL.sub("", as_it_is(tree, page))
    except (ValueError, AssertionError, UnicodeError, LookupError, etree.Error):
        # What lxml can't read is no document for a wiki.
        return


def check(name: str, storage: str, tally: Tally) -> None:
    """Send a document through everything."""
    tally.documents += 1
    tally.characters += len(storage)
    try:
        begun = time.perf_counter()
        document = parse(storage)
        read = time.perf_counter()
        same = write(document) == storage
        written = time.perf_counter()
        plain_text(document)
        references(document)
        headings(document)
        excerpt(document)
        looked = time.perf_counter()
        markup = render_storage(storage, context())
        rendered = time.perf_counter()
        unsafe = unsafe_parts(markup) if tally.documents % 10 == 0 else _strangers(markup)
    except Exception as error:
        tally.failures.append(f"{name}: {type(error).__name__}: {error}"[:300])
        return
    tally.seconds["read"] += read - begun
    tally.seconds["write"] += written - read
    tally.seconds["look"] += looked - written
    tally.seconds["render"] += rendered - looked
    if not same:
        tally.failures.append(f"{name}: written otherwise than it was read")
    if unsafe:
        tally.failures.append(f"{name}: {unsafe[:3]}")
    if 'class="macro-error"' in markup or "unreadable-storage" in markup:
        tally.failures.append(f"{name}: shown with an error")


def _strangers(markup: str) -> list[str]:
    """List elements and attributes that have no place in the output."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    return [
        f"<{element.tag}>"
        for element in tree.iter()
        if element.tag not in _EXPECTED or any(name.startswith("on") or ":" in name for name in element.attrib)
    ]


def report(tallies: dict[str, Tally]) -> None:
    """Print the table and what failed."""
    print(f"{'made':<12}{'documents':>10}{'MB':>9}{'read MB/s':>11}{'render MB/s':>12}{'failures':>10}")
    for way, tally in tallies.items():
        size = tally.characters / 1e6
        speeds = [size / tally.seconds[what] if tally.seconds[what] else 0.0 for what in ("read", "render")]
        print(
            f"{way:<12}{tally.documents:>10,}{size:>9.1f}{speeds[0]:>11.1f}{speeds[1]:>12.1f}{len(tally.failures):>10}"
        )
        for failure in tally.failures[:20]:
            print(f"    {failure}")


def run(folder: Path, most: int) -> int:
    """Check all pages below a folder."""
    paths = sorted(path for path in folder.rglob("*.htm*") if path.suffix in {".html", ".htm"} and path.is_file())
    paths = [path for path in paths if not path.is_symlink() and path.stat().st_size <= LARGEST]
    paths = paths[:: max(1, -(-len(paths) // most))]
    tree = LooseTree(folder, paths)
    tallies = {"published": Tally(), "as it is": Tally()}
    for number, (name, page) in enumerate(tree.pages.items(), 1):
        for way, storage in made(tree, page):
            check(name, storage, tallies[way])
        if number % 500 == 0:
            print(f"{number:,} of {len(paths):,} pages", file=sys.stderr)
    report(tallies)
    return 1 if any(tally.failures for tally in tallies.values()) else 0


def main() -> int:
    """Read the arguments, fetch what is to be checked, and check it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", nargs="+", default=PACKAGES.split(), help="Debian packages with HTML pages")
    parser.add_argument("--folder", type=Path, help="a folder to take pages from, in place of packages")
    parser.add_argument("--most", type=int, default=20_000, help="how many pages to take, evenly from all")
    options = parser.parse_args()
    if options.folder:
        return run(options.folder, options.most)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        fetch(options.packages, folder)
        return run(folder, options.most)


if __name__ == "__main__":
    sys.exit(main())
