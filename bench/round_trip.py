"""Whether a large space comes through export and import unchanged: `python -m bench.round_trip [PAGES] [SERVER]`.

A space with history, comments, files, labels, restrictions, tasks, watches and a trash is exported, imported into an
empty site, and exported from there; the two exports must say the same. SERVER is the address of a PostgreSQL server,
as postgresql://user@host:5432; without it each site has its own SQLite file.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGES = 5000
PASSWORD = "a long password of the bench"
KEEPING_IDS = frozenset(["Page", "BlogPost", "Comment", "Attachment", "ConfluenceUserImpl"])
WITHOUT_IDS_OF_THEIR_OWN = frozenset(
    ["BodyContent", "ContentProperty", "Labelling", "ContentPermissionSet", "ContentPermission", "SpacePermission"]
)
"""Classes whose objects are numbered anew in each export; what they say of whom is compared."""
_NUMBERS = re.compile(r'"(?:number|kept_from)": -?\d+')


def make_export(path: Path, pages: int) -> None:
    """Write the export of a space with something of everything."""
    from tests.wiki.transfer import packages
    from tests.wiki.transfer.packages import Ref, body, page, space, thing

    people = [Ref("ConfluenceUserImpl", f"{number:032x}") for number in range(1, 21)]
    tasks = (
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>"
        "<ac:task-body>do it</ac:task-body></ac:task></ac:task-list>"
    )
    objects = [
        space("TRIP", creator=people[0], homePage=Ref("Page", 1_000_000)),
        *(thing("ConfluenceUserImpl", one.number, name=f"person{at}") for at, one in enumerate(people)),
        *(thing("Label", 1 + at, name=f"label-{at}", namespace="global") for at in range(50)),
        thing("SpacePermission", 90, type="VIEWSPACE", group="confluence-users", space=Ref("Space", 1)),
        thing("PageTemplate", 95, name="Minutes", content="<p>who</p>", space=Ref("Space", 1), bodyType=2),
    ]
    files: dict[str, bytes] = {}
    for number in range(pages):
        this, by = 1_000_000 + number, people[number % 20]
        me = Ref("Page", this)
        text = f'<p>Page &nbsp;{number} ]]&gt; <ac:link><ri:page ri:content-title="Page {number // 2}"/></ac:link></p>'
        above = {"parent": Ref("Page", 1_000_000 + (number - 1) // 10)} if number else {}
        status = "deleted" if number > 20 and number % 97 == 0 and number * 10 >= pages else "current"
        objects += [
            page(
                this,
                f"Page {number}",
                text + (tasks if number % 10 == 0 else ""),
                version=3,
                creator=by,
                lastModifier=people[(number + 1) % 20],
                position=number,
                contentStatus=status,
                **above,
            ),
            thing("Labelling", 3_000_000 + number, label=Ref("Label", 1 + number % 50), content=me, owningUser=by),
        ]
        for version in (1, 2):
            old = Ref("Page", 2_000_000 + 2 * number + version)
            objects.append(
                thing("Page", old.number, title=f"Page {number}", version=version, originalVersion=me, creator=by)
            )
            objects.append(body(6_000_000 + 2 * number + version, old, f"<p>version {version}</p>"))
        if status == "deleted":
            continue
        if number % 2 == 0:
            comment, answer = Ref("Comment", 8_000_000 + 2 * number), Ref("Comment", 8_000_001 + 2 * number)
            objects += [
                thing("Comment", comment.number, containerContent=me, version=1, creator=by),
                body(9_000_000 + 2 * number, comment, "<p>said</p>"),
                thing("Comment", answer.number, containerContent=me, version=1, parent=comment, creator=by),
                body(9_000_001 + 2 * number, answer, "<p>answered</p>"),
            ]
        if number % 5 == 0:
            file, old = Ref("Attachment", 11_000_000 + 2 * number), Ref("Attachment", 11_000_001 + 2 * number)
            objects += [
                thing("Attachment", file.number, title="plan.txt", containerContent=me, version=2, creator=by),
                thing("Attachment", old.number, title="plan.txt", containerContent=me, version=1, originalVersion=file),
            ]
            for version in (1, 2):
                name = f"attachments/{this}/{file.number}/{version}"
                files[name] = f"{number} {version}\n".encode() * 500
        if number % 50 == 7:
            type, owner = ("View", "Edit")[number % 100 == 7], Ref("ContentPermissionSet", 12_000_000 + number)
            objects += [
                thing("ContentPermissionSet", owner.number, type=type, owningContent=me),
                thing("ContentPermission", 13_000_000 + number, userSubject=by, owningSet=owner),
                thing("ContentPermission", 14_000_000 + number, groupName="writers", owningSet=owner),
            ]
        if number % 50 == 8:
            # Two of one type: the second one is kept beside the first.
            for at in (0, 1):
                owner = Ref("ContentPermissionSet", 16_000_000 + 2 * number + at)
                objects.append(thing("ContentPermissionSet", owner.number, type="View", owningContent=me))
                objects.append(
                    thing("ContentPermission", 17_000_000 + 2 * number + at, userSubject=people[at], owningSet=owner)
                )
        if number % 30 == 0:
            objects.append(thing("Notification", 15_000_000 + number, content=me, receiver=by))
    path.write_bytes(packages.package(*objects, key="TRIP", files=files))


def come_and_go(source: Path, target: Path) -> None:
    """Import a package into this process's new site, and export the space again."""
    import django

    django.setup()
    from unittest import mock

    from django.core.management import call_command

    from accounts.actor import SYSTEM_IMPORT, Actor
    from accounts.models import User
    from accounts.services.setup import set_up_people
    from jobs import execution, services
    from wiki.transfer import exports
    from wiki.transfer.files import file_of
    from wiki.transfer.imports import Silence, import_now

    call_command("migrate", verbosity=0)
    set_up_people("root", PASSWORD)
    begun = time.perf_counter()
    report = import_now(SYSTEM_IMPORT, source, progress=Silence())
    imported = time.perf_counter()
    root = Actor.for_user(User.objects.get(username="root"))
    with mock.patch.object(services, "_send"):
        job = exports.start_space_export(root, space_key="TRIP", type=exports.ExportType.XML, everything=True)
    execution.execute(job.pk)
    job.refresh_from_db()
    made = file_of(job)
    assert made is not None, job.problem
    made.replace(target)
    print(f"{imported - begun:7.1f} s  import of {report['counts']}")
    print(f"{time.perf_counter() - imported:7.1f} s  export")
    for what in ("left_out", "mended", "missing_files"):
        if report[what]:
            print(f"{len(report[what]):,} {what}, such as {report[what][0]}")


def canonical(path: Path) -> Counter[str]:
    """Give what an export says, one line for each object, without the numbers that each export gives anew."""
    from wiki.transfer.confluence_xml.kept_restrictions import MEMBER
    from wiki.transfer.confluence_xml.reader import Record, Reference, read_records

    said: Counter[str] = Counter()
    records: dict[Reference, Record] = {}
    with zipfile.ZipFile(path) as package:
        for member in package.infolist():
            if member.filename.startswith("attachments/"):
                said[f"{member.filename} {member.file_size} {member.CRC}"] += 1
        if MEMBER in package.namelist():
            for line in package.read(MEMBER).splitlines():
                said[_NUMBERS.sub("", line.decode())] += 1
        with package.open("entities.xml") as stream:
            for record in read_records(stream):
                records[Reference(record.class_name, record.id)] = record

    def named(value: Any) -> Any:
        """Name an object by its id, or where that is given anew by what it says."""
        if not isinstance(value, Reference):
            return value
        found = records.get(value)
        if value.class_name == "Label" and found is not None:
            return f"label {found.text('namespace')}:{found.text('name')}"
        if value.class_name in ("Space", "SpaceDescription", "PageTemplate", "Notification"):
            return value.class_name
        if value.class_name in WITHOUT_IDS_OF_THEIR_OWN:
            return properties(found) if found is not None and value.class_name == "ContentPermissionSet" else "one"
        return f"{value.class_name} {value.id}"

    def properties(record: Record) -> list[tuple[str, Any]]:
        return sorted((name, named(value)) for name, value in record.values.items())

    for reference, record in records.items():
        own = record.id if reference.class_name in KEEPING_IDS else ""
        lists = sorted((name, sorted(map(str, map(named, items)))) for name, items in record.many.items())
        said[json.dumps([record.class_name, own, properties(record), lists])] += 1
    return said


def differences(one: Counter[str], other: Counter[str]) -> Iterator[str]:
    """Give the lines that only one of two exports has."""
    yield from (f"- {line[:400]}" for line in sorted((one - other).elements()))
    yield from (f"+ {line[:400]}" for line in sorted((other - one).elements()))


def main() -> int:
    """Make the first site and the second, and compare what they export."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    server = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_export(home / "0.zip", pages)
        for number in (1, 2):
            _in_new_site(home, number, server)
        os.environ.setdefault("WIKI_HOME", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        first, second = canonical(home / "1.zip"), canonical(home / "2.zip")
    found = list(differences(first, second))
    print(f"{first.total():,} objects and files, {len(found):,} differences")
    print("\n".join(found[:20]))
    return 1 if found else 0


def _in_new_site(home: Path, number: int, server: str) -> None:
    name = f"oxbow_trip_{uuid.uuid4().hex[:10]}"
    environ = {**os.environ, "WIKI_HOME": str(home / f"site{number}"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    (home / f"site{number}").mkdir()
    command = [sys.executable, "-c", "import sys; from pathlib import Path; from bench.round_trip import come_and_go; "]
    command[-1] += "come_and_go(Path(sys.argv[1]), Path(sys.argv[2]))"
    paths = [str(home / f"{number - 1}.zip"), str(home / f"{number}.zip")]
    if not server:
        subprocess.run([*command, *paths], env=environ, check=True)
        return
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            subprocess.run([*command, *paths], env={**environ, "DATABASE_URL": f"{server}/{name}"}, check=True)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    sys.exit(main())
