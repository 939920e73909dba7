"""A space as a folder of HTML pages that works offline: tree, index, images, attachments, style."""

import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.batches import batches
from wiki.macros.base import Target
from wiki.macros.safe_html import escape_text
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.queries.logos import logo_of_space
from wiki.rendering.document_style import document_style
from wiki.rendering.shown import rendered_print
from wiki.transfer.addresses import attached_file, path_within, with_addresses
from wiki.transfer.exported import HOSTS_AT_ONCE, Exported
from wiki.transfer.packed_files import ExportFacts, FileList, TextWriter, new_package
from wiki.transfer.page_tree import ExportedTree, TreePage
from wiki.transfer.progress import Progress
from wiki.transfer.unmapped import database_unmapped

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,100}")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
_LOGO = "logo.png"
_FRAME_STYLE = """
.export-logo { height: 1.6em; vertical-align: -.35em; }
.export-page { max-width: 60em; margin: 0 auto; }
.export-trail { color: #6b778c; font-size: 13px; margin: 0; }
.export-about { color: #6b778c; font-size: 13px; border-bottom: 1px solid #dfe1e6; padding-bottom: .8em; }
.export-page > section { border-top: 1px solid #dfe1e6; margin-top: 2em; }
.export-comment { border-left: 3px solid #dfe1e6; padding-left: 1em; margin: 1em 0; }
.export-tree { padding-left: 1.4em; } .export-tree ul { padding-left: 1.4em; }
"""


@database_unmapped()
def write_html(target: Path, exported: Exported, space: Space, progress: Progress) -> ExportFacts:
    """Write a space as a folder of HTML pages, in a zip file.

    Args:
        target: the zip file to make.
        progress: is told what is done.
    """
    tree = ExportedTree(exported, space)
    done = 0
    with new_package(target) as package, FileList(target) as files:
        folder = local_name(space.key)
        texts = TextWriter(package)
        texts.write(f"{folder}/style.css", document_style() + _FRAME_STYLE)
        logo = logo_of_space(space)
        if logo is not None:
            package.writestr(f"{folder}/{_LOGO}", logo)
        texts.write_pieces(f"{folder}/index.html", _index_html(space, tree))
        progress.step(gettext("Pages and blog posts of {key}").format(key=space.key), len(tree.ids_by_address))
        writer = _PageWriter(exported, space, tree)
        for batch in _pages(exported, space, [*tree.pages, *tree.posts]):
            for name, html in writer.written(batch, files, folder):
                texts.write(f"{folder}/{name}", html)
                done += 1
                progress.advance()
        files.pack(package, progress)
        return ExportFacts(done, files.packed, files.missing)


def local_name(name: str) -> str:
    """Give a name that any file system takes, and another one for another name."""
    if _PLAIN_NAME.fullmatch(name):
        return name
    stem, dot, ending = _NOT_PLAIN.sub("_", name)[-100:].lstrip(".").rpartition(".")
    return f"{stem or 'file'}-{zlib.crc32(name.encode()):08x}{dot}{ending}"


def _pages(exported: Exported, space: Space, rows: list[TreePage]) -> Iterator[list[Content]]:
    for ids in batches((row.id for row in rows), HOSTS_AT_ONCE):
        found = exported.hosts_by_id(ids).filter(status=ContentStatus.CURRENT)
        pages = found.select_related("body", "space", "creator", "modifier")
        yield [page for page in pages if page.space_id == space.pk]


class _PageWriter:
    """Writes pages, with links between them."""

    def __init__(self, exported: Exported, space: Space, tree: ExportedTree) -> None:
        self._exported = exported
        self._space = space
        self._tree = tree
        self._titles = {one.id: one.title for one in tree.pages}
        files = self._attachments().order_by().values_list("container_id", flat=True).distinct()
        self._containers = set(files)

    def written(self, batch: list[Content], files: FileList, folder: str) -> Iterator[tuple[str, str]]:
        """Write some pages, and note the files that hang on them.

        Returns:
            the name of each page's file, and its HTML.
        """
        host_ids = [host.pk for host in batch]
        comments, attached = self._hanging(host_ids)
        for attachment in (one for each in attached.values() for one in each):
            files.add(f"{folder}/{_file_path(attachment.container_id or 0, attachment.title)}", attachment)
        for host in batch:
            context = {
                "space": self._space,
                "content": host,
                "trail": [(pk, self._titles[pk]) for pk in host.ancestor_ids if pk in self._titles],
                "body": self._body(host, host),
                "comments": [(one, self._body(one, host)) for one in comments.get(host.pk, [])],
                "files": [
                    (one, _file_path(one.container_id or 0, one.title))
                    for one in attached.get(host.pk, [])
                    if one.container_id == host.pk
                ],
            }
            yield f"{host.pk}.html", render_to_string("wiki/exports/page.html", context)

    def _hanging(self, host_ids: list[int]) -> tuple[dict[int, list[Content]], dict[int, list[Content]]]:
        """Give the comments and the attachments on some pages, by the id of the page."""
        comments: dict[int, list[Content]] = {}
        attached: dict[int, list[Content]] = {}
        found = self._exported.contents(
            Content.objects.filter(host_id__in=host_ids, kind=ContentKind.COMMENT, status=ContentStatus.CURRENT)
        )
        for one in found.select_related("body", "creator").order_by("created", "pk"):
            comments.setdefault(one.host_id or 0, []).append(one)
        for one in self._attachments().filter(host_id__in=host_ids).order_by("title_folded", "pk"):
            attached.setdefault(one.host_id or 0, []).append(one)
        return comments, attached

    def _attachments(self) -> QuerySet[Content]:
        found = Content.objects.filter(space=self._space, kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT)
        return self._exported.contents(found)

    def _body(self, content: Content, host: Content) -> SafeString:
        html = rendered_print(self._exported.actor, content.storage, host, self._space, target=Target.PDF)
        return with_addresses(html, self._local)

    def _local(self, address: str) -> str | None:
        path = path_within(address, settings.WIKI_BASE_URL)
        if path is None:
            return None
        page, mark, anchor = path.partition("#")
        known = self._tree.ids_by_address.get(page)
        if known is not None:
            return f"{known}.html{mark}{anchor}"
        file = attached_file(path)
        if file is not None and file[0] in self._containers:
            return _file_path(*file)
        return None


def _file_path(container_id: int, name: str) -> str:
    return f"attachments/{container_id}/{local_name(name)}"


def _index_html(space: Space, tree: ExportedTree) -> Iterator[str]:
    logo = _LOGO if space.logo_id else ""
    yield render_to_string("wiki/exports/index_start.html", {"space": space, "logo": logo})
    yield from _tree_html(tree.pages)
    if tree.posts:
        yield render_to_string("wiki/exports/index_posts.html")
        yield "<ul>"
        for post in tree.posts:
            yield f'<li><a href="{post.id}.html">{escape_text(post.title)}</a></li>'
        yield "</ul>"
    yield "\n</main></body>\n</html>\n"


def _tree_html(pages: Iterable[TreePage]) -> Iterator[str]:
    """Write nested lists of links; browsers give up on very deep nesting, so the deepest levels stand side by side."""
    depth = -1
    for page in pages:
        wanted = min(page.depth, 100)
        if wanted > depth:
            yield '<ul class="export-tree">' * (wanted - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - wanted)
        depth = wanted
        yield f'<li><a href="{page.id}.html">{escape_text(page.title)}</a>'
    if depth >= 0:
        yield "</li></ul>" * (depth + 1)
