"""The people and groups of a site's export: accounts, and who is in which group."""

from accounts.default_groups import super_group_name
from accounts.errors import AccountError
from accounts.models import fold_name
from accounts.names import checked_group_name
from wiki.services.imports.prepared import Person
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.confluence_xml.objects import Objects
from wiki.transfer.confluence_xml.people import People
from wiki.transfer.confluence_xml.reader import Record, Reference
from wiki.transfer.confluence_xml.space_reader import what

Memberships = list[tuple[Person, str]]


def read_directory(objects: Objects, people: People, findings: Findings) -> Memberships:
    """Take all accounts of a site's export, those that were active as active ones, and give who joins which group.

    Accounts that are here already keep their groups as they are. Nobody joins the group that passes every permission.
    """
    accounts = {class_name: list(objects.all(class_name)) for class_name in ("InternalUser", "DefaultHibernateUser")}
    by_record: dict[Reference, Person] = {}
    keys = {fold_name(one.text("name")): one.id for one in objects.all("ConfluenceUserImpl")}
    for class_name, records in accounts.items():
        for record in records:
            name = record.text("name")
            if not name.strip():
                findings.leave_out(what(record), "it has no name")
                continue
            person = people.named(name, keys.get(fold_name(name), ""))
            if person.user_id is None and record.text("active").strip().lower() != "false":
                person.is_active = True
            by_record[Reference(class_name, record.id)] = person
    return _joined(objects, by_record, accounts["DefaultHibernateUser"], findings)


def _joined(objects: Objects, people: dict[Reference, Person], old: list[Record], findings: Findings) -> Memberships:
    named: list[tuple[Record, Reference | None, Reference | None]] = []
    for record in objects.all("HibernateMembership"):
        named.append((record, record.reference("userMember"), record.reference("parentGroup")))
    for record in old:
        for group in record.many.get("groups", ()):
            if isinstance(group, Reference):
                named.append((record, Reference(record.class_name, record.id), group))
    found: dict[tuple[int, str], tuple[Person, str]] = {}
    for record, user, where in named:
        person = people.get(user) if user is not None else None
        group_record = objects.find(where)
        if person is None or group_record is None:
            findings.leave_out(what(record), "its person or its group is not in the package")
            continue
        if person.user_id is not None:
            continue
        try:
            group = checked_group_name(group_record.text("name"))
        except AccountError as error:
            findings.leave_out(what(record), str(error))
            continue
        if group == super_group_name():
            findings.leave_out(
                f"{person.username} in {group}", "whoever is in it passes every permission; add them by hand"
            )
            continue
        found[id(person), group] = (person, group)
    return list(found.values())
