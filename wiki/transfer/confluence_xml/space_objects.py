"""A space in an XML export: itself, its description, its permissions, templates, categories and watches."""

from wiki.models import (
    Labelling,
    PageTemplate,
    Space,
    SpaceGroupPermission,
    SpaceStatus,
    SpaceUserPermission,
    Watch,
)
from wiki.transfer.confluence_xml import writer
from wiki.transfer.confluence_xml.classes import (
    BODY_CONTENT,
    CONFLUENCE_USER,
    CONTENT_TYPE_ENUM,
    LABELLING,
    NOTIFICATION,
    PAGE,
    PAGE_TEMPLATE,
    SPACE,
    SPACE_DESCRIPTION,
    SPACE_PERMISSION,
    SPACE_STATUS,
)
from wiki.transfer.confluence_xml.label_objects import LabelObjects
from wiki.transfer.confluence_xml.numbers import Numbers
from wiki.transfer.confluence_xml.people_objects import PeopleObjects
from wiki.transfer.exported import Exported

_PLAIN_TEXT, _STORAGE = 0, 2


class SpaceObjects:
    """Writes spaces, without their content."""

    def __init__(
        self,
        out: writer.EntitiesWriter,
        exported: Exported,
        people: PeopleObjects,
        labels: LabelObjects,
        numbers: Numbers,
    ) -> None:
        self._out = out
        self._exported = exported
        self._people = people
        self._labels = labels
        self._numbers = numbers

    def write(self, space: Space) -> None:
        """Write a space and what belongs to it as a whole."""
        self._people.learn([space.creator_id, space.modifier_id])
        description = self._numbers.next_content_id()
        permissions = self._write_permissions(space) if self._exported.administers(space) else []
        templates = self._write_templates(space)
        self._write_description(space, description)
        home = self._home_page(space)
        self._out.add(
            SPACE,
            space.pk,
            writer.text("name", space.name),
            writer.text("key", space.key),
            writer.text("lowerKey", space.key.lower()),
            writer.reference("description", SPACE_DESCRIPTION, description),
            writer.reference("homePage", PAGE, home),
            writer.collection("permissions", SPACE_PERMISSION, permissions),
            writer.collection("pageTemplates", PAGE_TEMPLATE, templates),
            *self._authorship(space),
            writer.text("spaceType", str(space.kind)),
            writer.enum("spaceStatus", SPACE_STATUS, "ARCHIVED" if space.status == SpaceStatus.ARCHIVED else "CURRENT"),
        )
        self._write_watches(space)

    def write_templates_for_all(self) -> None:
        """Write the templates that belong to no space."""
        self._write_templates(None)

    def _home_page(self, space: Space) -> int | None:
        if space.home_page_id is None:
            return None
        return self._exported.hosts(space).filter(pk=space.home_page_id).values_list("pk", flat=True).first()

    def _write_description(self, space: Space, identity: int) -> None:
        found = self._exported.labellings(Labelling.objects.filter(space=space))
        labellings = self._labels.write(found, lambda one: (SPACE_DESCRIPTION, identity))
        self._out.add(
            SPACE_DESCRIPTION,
            identity,
            writer.text("title", None),
            writer.text("lowerTitle", None),
            writer.reference("space", SPACE, space.pk),
            writer.number("version", 1),
            *self._authorship(space),
            writer.text("versionComment", None),
            writer.text("contentStatus", "current"),
            writer.collection("bodyContents", BODY_CONTENT, [identity]),
            writer.collection("labellings", LABELLING, labellings.get(identity, [])),
        )
        self._out.add(
            BODY_CONTENT,
            identity,
            writer.text("body", space.description),
            writer.reference("content", SPACE_DESCRIPTION, identity),
            writer.number("bodyType", _PLAIN_TEXT),
        )

    def _write_permissions(self, space: Space) -> list[int]:
        to_users = SpaceUserPermission.objects.filter(content_object=space).order_by("pk")
        users = list(to_users.values_list("permission__codename", "user_id"))
        self._people.learn(user_id for _, user_id in users)
        to_groups = SpaceGroupPermission.objects.filter(content_object=space).order_by("pk")
        written = [self._write_permission(space, codename, None, user_id) for codename, user_id in users]
        for codename, name in to_groups.values_list("permission__codename", "group__name"):
            written.append(self._write_permission(space, codename, name, None))
        return written

    def _write_permission(self, space: Space, codename: str, group: str | None, user_id: int | None) -> int:
        identity = self._numbers.next("grant")
        self._out.add(
            SPACE_PERMISSION,
            identity,
            writer.reference("space", SPACE, space.pk),
            writer.text("type", codename.upper()),
            writer.text("group", group),
            writer.reference("userSubject", CONFLUENCE_USER, self._people.key(user_id)),
            writer.text("allUsersSubject", None),
            *self._authorship(space),
        )
        return identity

    def _write_templates(self, space: Space | None) -> list[int]:
        written = []
        for template in self._exported.templates(space):
            self._people.learn([template.creator_id, template.modifier_id])
            self._write_template(template)
            written.append(template.pk)
        return written

    def _write_template(self, template: PageTemplate) -> None:
        self._out.add(
            PAGE_TEMPLATE,
            template.pk,
            writer.text("name", template.name),
            writer.text("description", template.description),
            writer.text("content", template.storage),
            writer.reference("space", SPACE, template.space_id),
            writer.number("bodyType", _STORAGE),
            writer.number("version", template.version),
            *self._authorship(template),
        )

    def _write_watches(self, space: Space) -> None:
        watches = list(self._exported.watches(Watch.objects.filter(space=space), space))
        self._people.learn(watch.user_id for watch in watches)
        for watch in watches:
            kind = watch.content_kind
            self._out.add(
                NOTIFICATION,
                watch.pk,
                writer.reference("space", SPACE, space.pk),
                writer.reference("receiver", CONFLUENCE_USER, self._people.key(watch.user_id)),
                writer.date("creationDate", watch.created),
                writer.date("lastModificationDate", watch.created),
                writer.flag("digest", False),
                writer.flag("network", False),
                writer.enum("type", CONTENT_TYPE_ENUM, kind) if kind else writer.text("type", None),
            )

    def _authorship(self, one: Space | PageTemplate) -> tuple[str, ...]:
        return (
            writer.reference("creator", CONFLUENCE_USER, self._people.key(one.creator_id)),
            writer.date("creationDate", one.created),
            writer.reference("lastModifier", CONFLUENCE_USER, self._people.key(one.modifier_id)),
            writer.date("lastModificationDate", one.modified),
        )
