"""Scenarios of attachments."""

from typing import Any

from tests.factories.wiki import again
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.models import Content, ContentKind, ContentStatus
from wiki.queries.attachments import bytes_of

DATA = bytes(range(256))


def attached(stage: Stage, name: str) -> Content:
    """The current attachment of a name on the page."""
    return Content.objects.get(
        container=stage.world.page, title=name, kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT
    )


def file_of(stage: Stage, name: str, **fields: Any) -> dict[str, Any]:
    """A RemoteAttachment to be added to the page."""
    return {"pageId": stage.world.page.pk, "fileName": name, "contentType": "image/png", "comment": "c", **fields}


@scenario("getAttachments-2")
def get_attachments(stage: Stage) -> None:
    (only,) = stage.call(stage.world.page.pk)
    assert (only["fileName"], only["fileSize"], only["pageId"]) == ("notes.txt", 10, stage.world.page.pk)


@scenario("getAttachment-4")
def get_attachment(stage: Stage) -> None:
    file = stage.call(stage.world.page.pk, "notes.txt", 0)
    assert (file["id"], file["creator"]) == (stage.world.attachment.pk, "alice")


@scenario("getAttachmentData-4")
def get_attachment_data(stage: Stage) -> None:
    assert stage.call(stage.world.page.pk, "notes.txt", 0) == b"some notes"


@scenario("getAttachmentVersions-3")
def get_attachment_versions(stage: Stage) -> None:
    (only,) = stage.call(stage.world.page.pk, "notes.txt")
    assert only["id"] == stage.world.attachment.pk


@scenario("addAttachment-4")
def add_attachment(stage: Stage) -> None:
    added = stage.call(stage.world.page.pk, file_of(stage, "all bytes.png"), DATA)
    row = attached(stage, "all bytes.png")
    assert (added["id"], added["fileSize"], added["contentType"]) == (row.pk, 256, "image/png")
    assert bytes_of(row) == DATA


@scenario("addAttachment-3")
def add_attachment_to_its_page(stage: Stage) -> None:
    added = stage.call(file_of(stage, "notes.txt", contentType="text/plain"), DATA)
    row = attached(stage, "notes.txt")
    assert (added["id"], row.version, bytes_of(row)) == (stage.world.attachment.pk, 2, DATA)


@scenario("updateAttachment-2")
def update_attachment(stage: Stage) -> None:
    updated = stage.call(file_of(stage, "notes.txt", title="renamed.txt", comment="new"))
    assert (updated["fileName"], updated["comment"]) == ("renamed.txt", "new")
    assert again(stage.world.attachment).title == "renamed.txt"


@scenario("removeAttachment-3")
def remove_attachment(stage: Stage) -> None:
    assert stage.call(stage.world.page.pk, "notes.txt") is True
    assert again(stage.world.attachment).status == ContentStatus.TRASHED


@scenario("moveAttachment-5")
def move_attachment(stage: Stage) -> None:
    assert stage.call(stage.world.page.pk, "notes.txt", stage.world.child.pk, "moved.txt") is True
    row = again(stage.world.attachment)
    assert (row.container_id, row.title) == (stage.world.child.pk, "moved.txt")
