"""What the export of a whole site holds that belongs to no space: permissions on the whole site, templates for all."""

from django.contrib.auth.models import Group

from accounts.default_groups import super_group_name
from accounts.errors import AccountError
from accounts.global_permissions import OPEN_TO_ANONYMOUS, GlobalPermissionType
from accounts.names import checked_group_name
from accounts.services.global_grants import GlobalGrant, Grantee, grants_of_global
from wiki.models import PageTemplate
from wiki.services.imports.prepared import PreparedSite, PreparedSiteGrant, PreparedTemplate
from wiki.storage_format.references import fold_title
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.confluence_xml.objects import Objects
from wiki.transfer.confluence_xml.people import People
from wiki.transfer.confluence_xml.reader import Record
from wiki.transfer.confluence_xml.space_reader import what

_EVERYBODY = "anonymous-users"


def read_site(objects: Objects, people: People, templates: list[PreparedTemplate], findings: Findings) -> PreparedSite:
    """Take what belongs to no space.

    Args:
        templates: those for all spaces.
    """
    known = set(PageTemplate.objects.filter(space=None).values_list("name_folded", flat=True))
    site = PreparedSite()
    for template in templates:
        if fold_title(template.name) in known:
            findings.leave_out(f"the template '{template.name}'", "there is one of this name for all spaces already")
        else:
            site.templates.append(template)
    findings.counts["templates for all spaces"] += len(site.templates)
    site.grants = _SiteGrants(people, findings).read(objects)
    findings.counts["permissions on the whole site"] += len(site.grants)
    return site


class _SiteGrants:
    """Takes permissions on the whole site: none makes an administrator of somebody who is here already."""

    def __init__(self, people: People, findings: Findings) -> None:
        self._people = people
        self._findings = findings
        self._given = {(one.permission, one.grantee) for one in grants_of_global()}
        self._here = set(Group.objects.values_list("name", flat=True))

    def read(self, objects: Objects) -> list[PreparedSiteGrant]:
        """Take those that are not given here already."""
        found: dict[GlobalGrant, PreparedSiteGrant] = {}
        for record in objects.all("SpacePermission"):
            if record.reference("space") is not None:
                continue
            try:
                grant = self._grant(record)
                grantee = _grantee(grant)
                if (grant.permission, grantee) not in self._given:
                    found.setdefault(GlobalGrant(grant.permission, grantee), self._checked(grant))
            except (_NotTaken, AccountError) as reason:
                whose = record.text("group") or record.text("userName") or record.text("allUsersSubject")
                self._findings.leave_out(f"{what(record)} {record.text('type')[:50]} {whose}".rstrip(), str(reason))
        self._findings.site_permissions += [f"{one.permission} for {_named(one)}" for one in found.values()]
        return list(found.values())

    def _grant(self, record: Record) -> PreparedSiteGrant:
        name = record.text("type").strip().upper()
        if name not in GlobalPermissionType.__members__:
            raise _NotTaken("there is no such permission on the whole site here")
        permission = GlobalPermissionType(name)
        person = self._people.of(record, "userSubject", "userName")
        group, everybody = record.text("group").strip(), record.text("allUsersSubject").strip()
        if person is not None:
            return PreparedSiteGrant(permission, person=person)
        if group:
            return PreparedSiteGrant(permission, group=checked_group_name(group))
        if everybody and everybody != _EVERYBODY:
            raise _NotTaken(f"nobody knows who '{everybody[:50]}' are")
        return PreparedSiteGrant(permission)

    def _checked(self, grant: PreparedSiteGrant) -> PreparedSiteGrant:
        if grant.group == super_group_name():
            raise _NotTaken("whoever is in that group passes every permission; nothing has to be given to it")
        if grant.permission == GlobalPermissionType.SYSTEMADMINISTRATOR:
            raise _NotTaken("system administrators are made by hand")
        if grant.person is not None and grant.person.user_id is not None:
            raise _NotTaken(f"{grant.person.username} has an account here, whose permissions stay as they are")
        if grant.permission == GlobalPermissionType.ADMINISTRATECONFLUENCE and grant.group in self._here:
            raise _NotTaken("the group is here already, and nobody in it becomes an administrator by an import")
        is_anybody = grant.person is None and not grant.group
        if is_anybody and grant.permission not in OPEN_TO_ANONYMOUS:
            raise _NotTaken("people who are not logged in can't be given it")
        if is_anybody or grant.permission == GlobalPermissionType.ADMINISTRATECONFLUENCE:
            self._findings.warnings.append(f"{_named(grant)} gets the permission {grant.permission} on the whole site")
        return grant


class _NotTaken(Exception):
    """A permission that does not come, with the reason."""


def _grantee(grant: PreparedSiteGrant) -> Grantee:
    if grant.group:
        return Grantee.group(grant.group)
    return Grantee.user(grant.person.username) if grant.person is not None else Grantee.anonymous()


def _named(grant: PreparedSiteGrant) -> str:
    if grant.group:
        return f"the group {grant.group}"
    return grant.person.username if grant.person is not None else "everybody, logged in or not,"
