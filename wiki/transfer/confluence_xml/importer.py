"""Reads a package for an import or its rehearsal, brings the attached files in, and writes everything in one step."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import IO, Protocol

from django.contrib.auth.models import Group
from django.core.files.base import File
from django.core.files.storage import storages

from accounts.default_groups import super_group_name
from wiki.models import Space
from wiki.services.imports.prepared import Person, PreparedSite, PreparedSpace
from wiki.services.imports.take_back import SILENT_FOR
from wiki.storage_format.references import fold_title
from wiki.transfer.confluence_xml.directory import Memberships, read_directory
from wiki.transfer.confluence_xml.errors import BadPackage, ImportImpossible
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.confluence_xml.objects import LEFT_OUT, TAKEN, Objects
from wiki.transfer.confluence_xml.package import ENTITIES, Package
from wiki.transfer.confluence_xml.people import People
from wiki.transfer.confluence_xml.read_site import read_site
from wiki.transfer.confluence_xml.reader import Record, read_records
from wiki.transfer.confluence_xml.space_plan import SpacePlan
from wiki.transfer.confluence_xml.space_reader import what
from wiki.transfer.progress import Progress

_CHUNK = 1 << 20


class FileSource(Protocol):
    """Where the attached files of a package are read from."""

    def size_of(self, name: str) -> int:
        """Give the size of a file in bytes."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file."""


class PlannedSpace(Protocol):
    """What an import of one space will write, and the file of the package for each attachment, by `id()`."""

    @property
    def space(self) -> PreparedSpace:
        """What is to be written."""

    @property
    def files(self) -> Mapping[int, str]:
        """The names of the attached files."""


@dataclass
class ImportPlan:
    """All that a package brings.

    Attributes:
        people: who gets an account.
        memberships: who of them joins which group.
        site: what belongs to no space.
    """

    package: FileSource
    spaces: Sequence[PlannedSpace]
    people: list[Person]
    memberships: Memberships
    findings: Findings
    site: PreparedSite = field(default_factory=PreparedSite)


@contextmanager
def planned(
    path: Path, *, keys: Sequence[str] = (), table: Mapping[str, str] | None = None, progress: Progress
) -> Iterator[ImportPlan]:
    """Read a package, and say what importing it would bring; nothing is written.

    Args:
        keys: the spaces to take of an export that holds several; none takes those that the package is of.
        table: usernames of this wiki by names and keys of the export.

    Raises:
        BadPackage: the package is damaged, hostile or no export.
        ImportImpossible: it holds no such space.
    """
    findings = Findings()
    with ExitStack() as stack:
        package = stack.enter_context(Package(path))
        objects = stack.enter_context(Objects())
        progress.step("Reading the objects of the package")
        with package.open(ENTITIES) as stream:
            objects.take_all(read_records(stream), progress.advance)
        people = People(objects, table or {}, findings)
        chosen = _chosen(package, objects, keys, findings)
        plans = []
        for record in chosen:
            progress.step(f"Putting the space {record.text('key')} together")
            plans.append(stack.enter_context(SpacePlan(package, objects, record, people, findings)))
        for plan in plans:
            progress.step(f"Reading the texts of {plan.space.key}", sum(one.has_body for one in plan.space.contents))
            plan.prepare_texts(progress.advance)
        is_site = package.descriptor.export_type == "all"
        is_whole = is_site and not keys
        memberships = read_directory(objects, people, findings) if is_whole else []
        templates = plans[0].templates_for_all() if is_whole else []
        site = read_site(objects, people, templates, findings) if is_whole else PreparedSite()
        _tell_classes(objects, findings)
        if not is_whole:
            _tell_site(objects, findings)
        if len(objects.by_class["Space"]) > 1:
            _tell_rest(objects, plans, findings)
        groups = {grant.group for grant in site.grants if grant.group}
        _tell_groups(plans, {group for _, group in memberships} | groups, findings)
        yield ImportPlan(package, plans, people.new, memberships, findings, site)


def refuse_taken_keys(plan: ImportPlan) -> None:
    """Check that no space of the plan is here already.

    Raises:
        ImportImpossible: one is.
    """
    keys = {fold_title(one.space.key): one.space.key for one in plan.spaces}
    here = Space.objects.filter(key_folded__in=keys).order_by("key_folded")
    arriving = [keys[space.key_folded] for space in here if space.is_arriving]
    if arriving:
        raise ImportImpossible(
            f"Another import is bringing the space {', '.join(arriving)}. If that one was killed, try again in "
            f"{SILENT_FOR // timedelta(minutes=1)} minutes."
        )
    taken = [keys[space.key_folded] for space in here]
    if taken:
        raise ImportImpossible(f"There is a space with the key {', '.join(taken)} already. Remove it first.")


def bring_files(plan: ImportPlan, note: Callable[[str], None], progress: Progress) -> None:
    """Copy the attached files into the store.

    Args:
        note: told the key of each file before it is written, so that it can be removed again.

    Raises:
        BadPackage: a file in the package is damaged.
    """
    for space in plan.spaces:
        attachments = [one for one in space.space.contents if one.kind == "attachment"]
        progress.step(f"Copying the files of {space.space.key}", len(attachments))
        for content in attachments:
            name = uuid.uuid4().hex
            key = f"{name[:2]}/{name[2:4]}/{name}"
            note(key)
            member = space.files.get(id(content))
            if member is None:
                content.file_key, content.file_size, content.file_digest = _store(key, None)
            else:
                with plan.package.open(member) as stream:
                    content.file_key, content.file_size, content.file_digest = _store(key, stream)
            progress.advance()


def _store(key: str, stream: IO[bytes] | None) -> tuple[str, int, str]:
    copied = _Copied(stream)
    stored = storages["attachments"].save(key, copied)
    return stored, copied.copied, copied.digest.hexdigest()


class _Copied(File):  # type: ignore[type-arg]
    """A file that counts and digests what is read from it."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        super().__init__(stream)
        self.stream = stream
        self.copied = 0
        self.digest = hashlib.sha256()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Give the file piece by piece."""
        while self.stream is not None and (chunk := self.stream.read(chunk_size or _CHUNK)):
            self.copied += len(chunk)
            self.digest.update(chunk)
            yield chunk


def _chosen(package: Package, objects: Objects, keys: Sequence[str], findings: Findings) -> list[Record]:
    by_key: dict[str, Record] = {}
    for record in objects.all("Space"):
        key = fold_title(record.text("key"))
        if key in by_key:
            findings.leave_out(f"Space {record.id}", f"another space has the key {record.text('key')[:80]}")
        elif key:
            by_key[key] = record
    named = keys or (package.descriptor.space_keys if package.descriptor.export_type != "all" else ())
    if not named:
        if not by_key:
            raise BadPackage("The package holds no space.")
        if len(by_key) > 1 and package.descriptor.export_type != "all":
            raise BadPackage(f"The package holds {len(by_key)} spaces and does not say which one it is an export of.")
        return list(by_key.values())
    missing = [key for key in named if fold_title(key) not in by_key]
    if missing:
        raise ImportImpossible(f"The package holds no space with the key {', '.join(missing)[:200]}.")
    chosen = {fold_title(key): by_key[fold_title(key)] for key in named}
    for key, record in by_key.items():
        if key not in chosen:
            findings.leave_out(f"Space {record.text('key')}", "it is not the space that is imported")
    return list(chosen.values())


def _tell_classes(objects: Objects, findings: Findings) -> None:
    for name, count in sorted(objects.counts.items()):
        if name in TAKEN:
            continue
        if name in LEFT_OUT:
            findings.classes_left_out[name] = f"{count:,}: {LEFT_OUT[name]}"
        else:
            findings.not_understood[name or "(without a class)"] += count
    for name, count in sorted(objects.repeated.items()):
        findings.warnings.append(f"{count:,} objects {name} stand twice in the package, or belong to nothing")


def _tell_rest(objects: Objects, plans: list[SpacePlan], findings: Findings) -> None:
    """Count what is of other spaces, or of none: which of the two can't be said of each object."""
    taken = sum((plan.taken for plan in plans), Counter[str]())
    for name in ("Page", "BlogPost", "Comment", "Attachment"):
        left = len(objects.by_class[name]) - taken[name]
        if left:
            findings.leave_out(
                f"{left:,} objects {name} in all", "of other spaces, or listed here one by one, or of none"
            )


def _tell_site(objects: Objects, findings: Findings) -> None:
    for record in objects.all("SpacePermission"):
        if record.reference("space") is None:
            whose = record.text("group") or record.text("userName") or record.text("allUsersSubject")
            findings.leave_out(
                f"SpacePermission {record.id} {record.text('type')} {whose}".rstrip(),
                "it is for the whole site, and comes only with all of a site's export",
            )
    for record in objects.all("PageTemplate"):
        if record.reference("space") is None:
            findings.leave_out(what(record), "it is for all spaces, and comes only with all of a site's export")


def _tell_groups(plans: list[SpacePlan], joined: set[str], findings: Findings) -> None:
    names = joined | {grant.group for plan in plans for grant in plan.space.grants if grant.group}
    names |= {group for plan in plans for one in plan.space.restrictions for group in one.groups}
    here = set(Group.objects.values_list("name", flat=True))
    findings.groups_made += sorted(names - here)
    if super_group_name() in names - here:
        findings.warnings.append(f"The group {super_group_name()} passes every permission here")
    new = set(findings.groups_made) - joined
    for plan in plans:
        for restriction in plan.space.restrictions:
            if restriction.groups and not restriction.people and set(restriction.groups) <= new:
                findings.warnings.append(
                    f"'{restriction.content.title}' is restricted to groups that nobody is in yet: "
                    f"{', '.join(restriction.groups)}"
                )
