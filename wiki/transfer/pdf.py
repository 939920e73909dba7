"""PDF of a space and of a page: made in chunks, so that memory does not grow with the space, and merged."""

import importlib
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.batches import batches
from wiki.errors import PdfUnavailable
from wiki.macros.base import Target
from wiki.macros.safe_html import escape_text, safe
from wiki.models import Content, ContentStatus, Space
from wiki.queries.links import content_url
from wiki.rendering.document_style import document_style
from wiki.rendering.shown import rendered_print
from wiki.transfer.addresses import path_within
from wiki.transfer.exported import Exported
from wiki.transfer.packed_files import ExportFacts
from wiki.transfer.page_tree import ExportedTree, TreePage
from wiki.transfer.progress import Progress
from wiki.transfer.unmapped import database_unmapped

PAGES_AT_ONCE = 25
_LINK = re.compile(r'(<a [^<>]*href="([^"]*)"[^<>]*>)(.*?)</a>', re.DOTALL)


def is_available() -> bool:
    """Say whether this machine can make PDF: WeasyPrint is installed, and Pango with it."""
    try:
        importlib.import_module("wiki.transfer.weasyprint_documents")
        importlib.import_module("pypdf")
    except (ImportError, OSError):
        return False
    return True


def require_pdf() -> None:
    """Let only those go on who can make PDF.

    Raises:
        PdfUnavailable: this machine can't.
    """
    if not is_available():
        raise PdfUnavailable


@database_unmapped()
def write_space_pdf(target: Path, exported: Exported, space: Space, progress: Progress) -> ExportFacts:
    """Write a space as one PDF: a title page, the contents, the pages in the order of the tree, the blog posts.

    Raises:
        PdfUnavailable: this machine can't make PDF.
    """
    require_pdf()
    from wiki.transfer.merged_pdf import MergedPdf
    from wiki.transfer.weasyprint_documents import pdf_of

    tree = ExportedTree(exported, space)
    rows = [*tree.pages, *tree.posts]
    progress.step(gettext("Pages and blog posts of {key}").format(key=space.key), len(rows))
    with TemporaryDirectory(dir=target.parent) as folder:
        merged = MergedPdf(Path(folder))
        starts: dict[int, int] = {}
        for some in batches(rows, PAGES_AT_ONCE):
            html = _document(_sections(exported, space, some), space.name, first_page=merged.pages + 1)
            made, places = pdf_of(html, exported.actor)
            starts.update(
                {row.id: merged.pages + places[f"page-{row.id}"] for row in some if f"page-{row.id}" in places}
            )
            merged.add(made)
            progress.advance(len(some))
        progress.step(gettext("Contents"))
        front, _ = pdf_of(_front(space, rows, starts), exported.actor)
        addresses = {f"{settings.WIKI_BASE_URL}{row.address}": starts[row.id] for row in rows if row.id in starts}
        merged.write(
            target, front, addresses, [(row.title, row.depth, starts[row.id]) for row in rows if row.id in starts]
        )
    return ExportFacts(len(starts))


def page_as_pdf(actor: Actor, page: Content) -> bytes:
    """Give one page or blog post as PDF.

    Raises:
        PdfUnavailable: this machine can't make PDF.
    """
    require_pdf()
    from wiki.transfer.weasyprint_documents import pdf_of

    section = _section(actor, page, page.space)
    return pdf_of(_document([section], page.title, first_page=1), actor)[0]


def _sections(exported: Exported, space: Space, rows: list[TreePage]) -> Iterator[SafeString]:
    found = exported.hosts_by_id([row.id for row in rows]).filter(status=ContentStatus.CURRENT)
    by_id = {page.pk: page for page in found.select_related("body", "space") if page.space_id == space.pk}
    for row in rows:
        if row.id in by_id:
            yield _section(exported.actor, by_id[row.id], space)


def _section(actor: Actor, page: Content, space: Space) -> SafeString:
    body = rendered_print(actor, page.storage, page, space, target=Target.PDF)
    numbered, addresses = _numbered(body)
    notes = ""
    if addresses:
        items = "".join(f"<li>{escape_text(address)}</li>" for address in addresses)
        notes = f'<ol class="print-links">{items}</ol>'
    address = escape_text(f"{settings.WIKI_BASE_URL}{content_url(page)}")
    head = f'<h1 class="print-title"><a href="{address}">{escape_text(page.title)}</a></h1>'
    return safe(
        f'<section class="print-page" id="page-{page.pk}">{head}',
        f'<div class="wiki-content">{numbered}</div>{notes}</section>',
    )


def _numbered(html: str) -> tuple[str, list[str]]:
    """Put a number after each link that leaves the wiki, and give their addresses in the order of the numbers."""
    addresses: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        address = unescape(found[2])
        if not address.startswith(("http:", "https:")) or path_within(address, settings.WIKI_BASE_URL) is not None:
            return found[0]
        number = addresses.setdefault(address, len(addresses) + 1)
        return f"{found[1]}{found[3]}</a><sup>[{number}]</sup>"

    return _LINK.sub(numbered, html), list(addresses)


def _document(sections: Iterable[SafeString], title: str, *, first_page: int) -> str:
    context = {"title": title, "sections": list(sections), "first_page": first_page, "style": safe(document_style())}
    return render_to_string("wiki/exports/print.html", context)


def _front(space: Space, rows: list[TreePage], starts: dict[int, int]) -> str:
    entries = [
        (row.title, f"{settings.WIKI_BASE_URL}{row.address}", starts[row.id] + 1, min(row.depth, 8) * 14)
        for row in rows
        if row.id in starts
    ]
    now: datetime = timezone.now()
    context = {"space": space, "entries": entries, "now": now, "style": safe(document_style())}
    return render_to_string("wiki/exports/print_front.html", context)
