"""Reads a folder for an import or its rehearsal: which kind it is, which space it becomes, and what comes of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from wiki.errors import BadKey, BadTitle
from wiki.services.titles import clean_global_key, clean_space_name
from wiki.transfer.confluence_xml.errors import BadPackage, ImportImpossible, KeyNeeded
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.confluence_xml.importer import ImportPlan
from wiki.transfer.folders.documents import DocumentFolder
from wiki.transfer.folders.dokuwiki import DokuWikiFolder, dokuwiki_base
from wiki.transfer.folders.html_export import space_of_export
from wiki.transfer.folders.pages import FolderReader
from wiki.transfer.folders.people import KnownPeople
from wiki.transfer.folders.plan import FolderPlan
from wiki.transfer.folders.source import FolderSource, is_page_file
from wiki.transfer.progress import Progress


def key_of_folder(source: FolderSource, keys: Sequence[str]) -> str:
    """Give the key of the space that a folder becomes: the one that is wanted, or that of an HTML export.

    Raises:
        KeyNeeded: nobody says which.
        ImportImpossible: it can't be one, or several are given.
    """
    if len(keys) > 1:
        raise ImportImpossible("A folder becomes one space, so give one key for it.")
    key = keys[0] if keys else space_of_export(source)[0]
    if not key:
        raise KeyNeeded
    try:
        return clean_global_key(key)
    except BadKey as error:
        raise ImportImpossible(str(error)) from error


@contextmanager
def planned_folder(
    source: FolderSource, *, keys: Sequence[str], name: str, table: Mapping[str, str], progress: Progress
) -> Iterator[ImportPlan]:
    """Read a folder of Markdown, HTML or DokuWiki, and say what importing it would bring; nothing is written.

    Args:
        keys: the key of the new space.
        name: of the new space; empty for what the folder says, or the key.
        table: usernames of this wiki by names of the folder.

    Raises:
        BadPackage: there is no page in the folder, or a file is damaged.
        ImportImpossible: nobody says which key the space gets, or the key or the name can't be one.
    """
    findings = Findings()
    key = key_of_folder(source, keys)
    for path, why in source.skipped:
        findings.leave_out(path, why)
    progress.step("Reading the pages of the folder")
    base = dokuwiki_base(source.names())
    reader: FolderReader
    if base is not None:
        reader = DokuWikiFolder(source, base, findings, name or key)
    elif any(is_page_file(one) for one in source.names()):
        reader = DocumentFolder(source, findings, name or key)
    else:
        raise BadPackage("There are no pages in the folder: no Markdown, no HTML, and no data of DokuWiki.")
    try:
        called = clean_space_name(name or reader.name or key)
    except BadTitle as error:
        raise ImportImpossible(str(error)) from error
    people = KnownPeople(table, findings)
    with FolderPlan(reader, source, people, findings, key, called) as plan:
        progress.step(f"Reading the texts of {key}", len(plan.space.contents))
        plan.prepare_texts(progress.advance)
        people.tell()
        yield ImportPlan(source, [plan], [], [], findings)
