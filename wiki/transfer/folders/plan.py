"""What the import of a folder will write: its pages as rows, their texts in a file, and what hangs on them."""

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import IO

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.default_groups import users_group_name
from wiki.errors import BadLabel
from wiki.macros.registry import MACROS
from wiki.models import Content, ContentKind, ContentStatus, LabelNamespace, Space
from wiki.services.attachments.store import clean_media_type
from wiki.services.imports.prepared import (
    PreparedBody,
    PreparedContent,
    PreparedGrant,
    PreparedLabel,
    PreparedSpace,
)
from wiki.services.labels.label import parse_label
from wiki.services.links import links_in
from wiki.services.spaces.create import MEMBER_PERMISSIONS
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import MacroCall, TaskList
from wiki.storage_format.parser import parse
from wiki.storage_format.references import fold_title
from wiki.storage_format.visit import walk_elements
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.confluence_xml.space_plan import MissingTargets
from wiki.transfer.confluence_xml.space_reader import clean_name, free_name
from wiki.transfer.folders.pages import FolderPage, FolderReader, FolderVersion
from wiki.transfer.folders.people import KnownPeople
from wiki.transfer.folders.source import FolderSource

_NOT_IN_LABELS = str.maketrans(dict.fromkeys(":;,?&[]()#^*@! \t\r\n", "-"))
_COMMENT_LENGTH = 255
Links = list[tuple[str, str, str, str]]


class FolderPlan:
    """One space to be. A context that removes the file of its texts.

    Attributes:
        space: what is to be written.
        files: the path in the folder for each attachment, by `id()` of the row to be.
    """

    def __init__(
        self, reader: FolderReader, source: FolderSource, people: KnownPeople, findings: Findings, key: str, name: str
    ) -> None:
        now = timezone.now()
        self.space = PreparedSpace(key, name, now, now)
        self.files: dict[int, str] = {}
        self._reader, self._source, self._people, self._findings = reader, source, people, findings
        self._texts: dict[int, tuple[FolderPage, FolderVersion]] = {}
        self._spool: IO[str] = tempfile.TemporaryFile("w+", encoding="ascii")  # noqa: SIM115  closed by the context
        _settle_titles(reader.pages, findings)
        for page in _in_order(reader.pages):
            self._take(page)
        self.space.home = reader.pages[0].content if reader.pages else None
        if Group.objects.filter(name=users_group_name()).exists():
            self.space.grants = [PreparedGrant(one, group=users_group_name()) for one in MEMBER_PERMISSIONS]
        self.space.bodies = self._bodies

    def __enter__(self) -> "FolderPlan":
        return self

    def __exit__(self, *error: object) -> None:
        self._spool.close()

    def prepare_texts(self, advance: Callable[[int], None]) -> None:
        """Convert all texts, note their links, and find what hangs on the pages.

        Args:
            advance: told how many more texts are done.
        """
        missing = MissingTargets(self.space)
        model = Space(key=self.space.key)
        for content in self.space.contents:
            page, version = self._texts[id(content)]
            storage = self._reader.storage(page, version)
            links: Links = []
            has_tasks = False
            if content.current is None:
                links, has_tasks = self._noted(model, page, storage)
                missing.look(content, links)
            json.dump([storage, links, has_tasks], self._spool)
            self._spool.write("\n")
            advance(1)
        self._findings.broken_links += missing.lines()
        self._attach()
        self._label()
        self._findings.counts["pages"] = len(self._reader.pages)

    def _take(self, page: FolderPage) -> None:
        texts = [*page.earlier, page.text]
        current = self._row(page, page.text, len(texts))
        current.parent = page.parent.content if page.parent is not None else None
        page.content = current
        self._keep(current, page, page.text)
        for number, version in enumerate(page.earlier, start=1):
            row = self._row(page, version, number)
            row.current, row.status = current, ContentStatus.HISTORICAL
            self._keep(row, page, version)
        self._findings.counts["earlier versions"] += len(page.earlier)

    def _row(self, page: FolderPage, version: FolderVersion, number: int) -> PreparedContent:
        author = self._people.named(version.author)
        return PreparedContent(
            kind=ContentKind.PAGE,
            title=page.title,
            created=min(page.created, version.modified),
            modified=version.modified,
            version=number,
            creator=self._people.named(page.author) if page.author != version.author else author,
            modifier=author,
            version_comment=clean_name(version.comment, "")[:_COMMENT_LENGTH],
            minor_edit=version.is_minor,
            position=page.place,
            has_body=True,
        )

    def _keep(self, content: PreparedContent, page: FolderPage, version: FolderVersion) -> None:
        self.space.contents.append(content)
        self._texts[id(content)] = (page, version)

    def _noted(self, model: Space, page: FolderPage, storage: str) -> tuple[Links, bool]:
        try:
            document = parse(storage)
        except MalformedStorage as error:
            self._findings.warnings.append(f"{page.path}: its text is kept, but it can't be shown: {error}")
            return [], False
        has_tasks = False
        for element in walk_elements(document):
            if isinstance(element, MacroCall):
                known = MACROS.find(element.name) is not None
                (self._findings.macros if known else self._findings.unknown_macros)[element.name[:100]] += 1
            elif isinstance(element, TaskList):
                has_tasks = True
        found = links_in(Content(space=model), document)
        return [(str(one.kind), one.space_key_folded, one.title_folded, one.target) for one in found], has_tasks

    def _attach(self) -> None:
        for page, path, name in self._reader.attached():
            if page.content is None:
                continue
            changed = self._source.changed(path) or page.text.modified
            row = PreparedContent(
                kind=ContentKind.ATTACHMENT,
                title=name,
                created=changed,
                modified=changed,
                creator=page.content.creator,
                modifier=page.content.modifier,
                container=page.content,
                media_type=clean_media_type("", name),
            )
            self.space.contents.append(row)
            self.files[id(row)] = path
            self._findings.counts["attachments"] += 1

    def _label(self) -> None:
        for page in self._reader.pages:
            taken: set[str] = set()
            for written in page.labels:
                try:
                    _, name = parse_label(written.strip().translate(_NOT_IN_LABELS).strip("-"))
                except BadLabel as error:
                    self._findings.leave_out(f"{page.path}, label {written[:100]!r}", str(error))
                    continue
                if name not in taken and page.content is not None:
                    taken.add(name)
                    self.space.labels.append(
                        PreparedLabel(
                            LabelNamespace.GLOBAL,
                            name,
                            None,
                            page.content,
                            page.content.modifier,
                            page.content.modified,
                        )
                    )
        self._findings.counts["labels"] = len(self.space.labels)

    def _bodies(self) -> Iterator[tuple[PreparedContent, PreparedBody]]:
        self._spool.seek(0)
        for content in self.space.contents:
            if content.has_body:
                storage, links, has_tasks = json.loads(self._spool.readline())
                yield content, PreparedBody(storage, [(a, b, c, d) for a, b, c, d in links], has_tasks)


def _settle_titles(pages: list[FolderPage], findings: Findings) -> None:
    """Give every page a title that none before it has; the title of the page above goes before a number."""
    taken: set[str] = set()
    for page in pages:
        title = clean_name(" ".join(page.title.split()), "Untitled")
        above = page.parent.title if page.parent is not None else ""
        if fold_title(title) in taken and above and fold_title(f"{title} ({above})") not in taken:
            title = clean_name(f"{title} ({above})", title)
        free = free_name(title, taken.__contains__)
        if free != " ".join(page.title.split()):
            findings.mend(
                page.path or "the home page", f"is called '{free}', as '{page.title[:200]}' can't be or is taken"
            )
        page.title = free
        taken.add(fold_title(free))


def _in_order(pages: list[FolderPage]) -> Iterator[FolderPage]:
    """Give pages so that each stands behind the one above it, and set the places of siblings."""
    below: dict[FolderPage | None, list[FolderPage]] = defaultdict(list)
    for page in pages:
        below[page.parent].append(page)
    for siblings in below.values():
        siblings.sort(key=lambda one: one.rank)
        for place, page in enumerate(siblings):
            page.place = place
    stack = list(reversed(below[None]))
    while stack:
        page = stack.pop()
        yield page
        stack += reversed(below[page])
