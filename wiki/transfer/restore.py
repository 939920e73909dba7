"""The restore of a backup on an empty installation: everything that the backup holds, or nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.services.restoring import is_empty_of_people, restore_people
from accounts.whole_change import whole_change
from wiki.models import Space
from wiki.transfer import imports
from wiki.transfer.confluence_xml.errors import ImportImpossible
from wiki.transfer.confluence_xml.site_people import SitePeople, read_site_people
from wiki.transfer.progress import Progress

_GRANT = re.compile(r"SpacePermission \S+ ")
_ADDED_BY_HAND = "add them by hand"


def restore_site(actor: Actor, path: Path, *, is_rehearsal: bool = False, progress: Progress) -> dict[str, Any]:
    """Restore the backup of a whole site, people with their passwords, groups and permissions included.

    Args:
        path: the zip that a backup or a site export has made.
        is_rehearsal: whether nothing is written.

    Returns:
        the report, as of an import.

    Raises:
        NotPermitted: the actor is no system administrator.
        ImportImpossible: there are spaces or people here already, or the package is no backup of a site.
        BadPackage: the package is damaged or hostile.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    _refuse_unless_empty()
    progress.step("Reading the people of the backup")
    site = read_site_people(path)
    if is_rehearsal:
        report = imports.rehearse(actor, path, progress=progress)
    else:
        report = imports.import_now(actor, path, progress=progress, last_step=_with_people(actor, site))
    return _report(report, site)


def _refuse_unless_empty() -> None:
    if Space.objects.exists():
        raise ImportImpossible(
            "There are spaces here already. A backup is restored on an empty installation only: import single spaces "
            "with import_space, or start with a new database."
        )
    if not is_empty_of_people():
        raise ImportImpossible(
            "There are more people here than the first administrator. A backup is restored on an empty installation "
            "only: start with a new database."
        )


@contextmanager
def _with_people(actor: Actor, site: SitePeople) -> Iterator[None]:
    """Bring everybody in the transaction in which the spaces show."""
    with whole_change():
        yield
        restore_people(actor, restored=site.people, groups=site.groups, grants=site.grants, profiles=site.profiles)


def _report(report: dict[str, Any], site: SitePeople) -> dict[str, Any]:
    """Give the report of the import, without what only an import leaves out."""
    counts = {
        **report["counts"],
        "people": len(site.people),
        "groups": len(site.groups),
        "global permissions": len(site.grants),
        "profiles": len(site.profiles),
    }
    kept = [
        line
        for line in report["left_out"]
        if _ADDED_BY_HAND not in line and not (_GRANT.match(line) and line.split()[1] in site.grant_ids)
    ]
    kept += [f"the global permission {line}" for line in site.not_understood]
    kept += [
        f"the password of {name}: this site can't check it, so they need a new one" for name in site.without_password
    ]
    classes = {name: why for name, why in report["classes_left_out"].items() if name != "PersonalInformation"}
    return {**report, "counts": counts, "left_out": kept, "classes_left_out": classes, "people_made": []}
