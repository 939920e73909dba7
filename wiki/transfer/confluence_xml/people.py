"""Who is meant by the names and keys of an export: an account here, one by a table, or one to be made."""

import csv
import io
import re
from collections.abc import Iterable, Mapping

from accounts.errors import AccountError
from accounts.models import ANONYMOUS_USER_ID, User, can_be_stored, fold_name
from accounts.names import FORBIDDEN_IN_USERNAMES, USERNAME_LENGTH, checked_email, checked_full_name, checked_username
from wiki.services.imports.prepared import Person
from wiki.transfer.confluence_xml.errors import ImportImpossible
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.confluence_xml.objects import Objects
from wiki.transfer.confluence_xml.reader import Record, Reference

_KEY = re.compile(r"[0-9a-f]{32}\Z")


class People:
    """Gives the person behind each reference; everybody once.

    Args:
        table: usernames of this wiki by names and keys of the export.
    """

    def __init__(self, objects: Objects, table: Mapping[str, str], findings: Findings) -> None:
        self._objects = objects
        self._table = {fold_name(old): fold_name(new) for old, new in table.items()}
        self._findings = findings
        self._by_reference: dict[str, Person] = {}
        self._by_username: dict[str, Person] = {}
        self._details = {fold_name(one.text("name")): one for one in self._accounts()}
        self._known = self._find_accounts()

    @property
    def new(self) -> list[Person]:
        """Those for whom an account has to be made."""
        return [person for person in self._by_username.values() if person.user_id is None]

    def of(self, record: Record, reference: str, *names: str) -> Person | None:
        """Give who is named by a property: by a reference to a user, or by the first of some names.

        Args:
            reference: the property that newer exports have.
            names: the properties that older exports have.
        """
        found = record.reference(reference)
        if found is not None:
            return self._by_key(found)
        name = next((record.text(one).strip() for one in (*names, reference) if record.text(one).strip()), "")
        return self.named(name) if name else None

    def named(self, name: str, key: str = "") -> Person:
        """Give who has a name in the export."""
        folded = fold_name(name)
        label = f"name {folded}"
        if label not in self._by_reference:
            self._by_reference[label] = self._make(folded, key)
        return self._by_reference[label]

    def keyed(self, key: str) -> Person:
        """Give who has a key in the export."""
        return self._by_key(Reference("ConfluenceUserImpl", key))

    def _by_key(self, reference: Reference) -> Person:
        key = fold_name(reference.id)
        label = f"key {key}"
        if label not in self._by_reference:
            record = self._objects.find(reference)
            name = fold_name(record.text("name") or record.text("lowerName")) if record is not None else ""
            self._by_reference[label] = self.named(name or key, key)
        return self._by_reference[label]

    def _make(self, name: str, key: str) -> Person:
        wanted = self._table.get(name) or self._table.get(key)
        user_id = self._known.get(f"name {wanted}") if wanted else None
        if user_id is None and not wanted:
            user_id = self._known.get(f"key {key}") or self._known.get(f"name {name}")
        username = wanted or self._free(name, _fitting(name), user_id)
        same = self._by_username.get(username)
        if same is not None:
            return same
        if user_id is None:
            user_id = self._known.get(f"name {username}")
        person = Person(username, key if _KEY.match(key) and f"key {key}" not in self._known else "", user_id=user_id)
        if user_id is None:
            self._describe(person, name, key)
            self._findings.people_made.append(f"{name} ({key})" if key and key != name else name)
        else:
            self._findings.people_matched.append(f"{name} -> {username}" if name != username else name)
        self._by_username[username] = person
        return person

    def _free(self, name: str, fitting: str, user_id: int | None) -> str:
        """Give a name that nobody has, where the old one can't be kept: else two people would become one."""
        candidate, number = fitting, 1
        while (
            user_id is None
            and candidate != name
            and (candidate in self._by_username or f"name {candidate}" in self._known)
        ):
            number += 1
            candidate = f"{fitting}-{number}"
        if candidate != name and user_id is None:
            self._findings.mend(f"the user {name[:100]!r}", f"is called '{candidate}' now: the name can't be one here")
        return candidate

    def _describe(self, person: Person, name: str, key: str) -> None:
        details = self._details.get(name)
        record = self._objects.find(Reference("ConfluenceUserImpl", key))
        email = details.text("emailAddress") or details.text("email") if details is not None else ""
        full_name = details.text("displayName") or details.text("fullName") if details is not None else ""
        if not email and record is not None:
            email = record.text("email")
        try:
            person.email = checked_email(email)
        except AccountError:
            self._findings.mend(f"the user {name}", "comes without the mail address, which is none")
        try:
            person.full_name = checked_full_name(full_name)
        except AccountError:
            self._findings.mend(f"the user {name}", "comes without the full name, which can't be one")

    def _accounts(self) -> Iterable[Record]:
        yield from self._objects.all("DefaultHibernateUser")
        yield from self._objects.all("InternalUser")

    def _find_accounts(self) -> dict[str, int]:
        """Give the ids of all accounts here, by `name` and `key`."""
        known: dict[str, int] = {}
        rows = User.objects.exclude(pk=ANONYMOUS_USER_ID).values_list("pk", "username", "key")
        for pk, username, key in rows.iterator(chunk_size=5000):
            known[f"name {username}"], known[f"key {key}"] = pk, pk
        return known


def read_table(text: str) -> dict[str, str]:
    """Read a table of people: on each line a name or key of the export, a comma, and a username of this wiki.

    Raises:
        ImportImpossible: a line is not like that.
    """
    table: dict[str, str] = {}
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != 2 or not all(cells):
            raise ImportImpossible(f"Line {number} of the table of people needs an old name and a new one.")
        try:
            table[cells[0]] = checked_username(cells[1])
        except AccountError as error:
            raise ImportImpossible(f"Line {number} of the table of people: {error}") from error
    return table


def _fitting(name: str) -> str:
    """Give a name that an account can have, as near to the old one as can be."""
    kept = "".join(
        "_" if character.isspace() or character in FORBIDDEN_IN_USERNAMES else character for character in name
    )
    kept = kept[:USERNAME_LENGTH]
    try:
        return checked_username(kept) if can_be_stored(kept) else "unknown"
    except AccountError:
        return f"{kept[:100]}_imported" if kept.isprintable() and kept else "unknown"
