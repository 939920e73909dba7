"""Remote methods that export spaces, pages and the whole site. They wait for the job that does it."""

from functools import partial

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long
from wiki.transfer.exports import (
    address_when_done,
    export_type_named,
    page_export_type_named,
    start_backup,
    start_page_export,
    start_site_export,
    start_space_export,
)

# Exports change nothing, and a job is only begun once its row is committed: no transaction around these.
space_method = partial(registry.remote_method, group=Group.SPACES, access=Access.READ, changes=False)
page_method = partial(registry.remote_method, group=Group.PAGES, access=Access.READ, changes=False)
# What they write holds everything, so that a token for reading does not open them.
site_method = partial(
    registry.remote_method,
    group=Group.ADMINISTRATION,
    access=Access.SYSTEM_ADMINISTRATOR,
    atomic=False,
    faults=(FaultClass.NOT_PERMITTED,),
)


@space_method("exportSpace")
def export_space(call: Call, space_key: str, export_type: str) -> str:
    """Export a space, and return the address of the file, which anybody may fetch for an hour.

    It needs the permission EXPORTSPACE. The export holds what the caller may view. The type is TYPE_XML (or xml, or
    all), TYPE_HTML (html) or TYPE_PDF (pdf). An export that takes very long goes on after a fault that names its job.
    """
    return _export_space(call, space_key, export_type, everything=False)


@space_method("exportSpace")
def export_whole_space(call: Call, space_key: str, export_type: str, export_all: bool) -> str:
    """Export a space as `exportSpace`; with export_all also what the caller can't view, and the trash.

    Only members of the group of administrators who pass every permission may set export_all.
    """
    return _export_space(call, space_key, export_type, everything=export_all)


@page_method("exportPage", extra=True)
def export_page(call: Call, page_id: Long, export_type: str) -> str:
    """Export a page or blog post, and return the address of the file, which anybody may fetch for an hour.

    It needs the permission EXPORTPAGE. The type is TYPE_PDF, TYPE_WORD, TYPE_HTML or TYPE_MARKDOWN.
    """
    type = page_export_type_named(export_type)
    return address_when_done(start_page_export(call.actor, content_id=page_id, type=type))


@site_method("exportSite")
def export_site(call: Call, export_attachments: bool) -> str:
    """Export the whole site as XML, and return the address of the file, which anybody may fetch for an hour.

    It holds everything, people with their password hashes and groups included.
    """
    return address_when_done(start_site_export(call.actor, attachments=export_attachments))


@site_method("performBackup")
def perform_backup(call: Call, export_attachments: bool) -> str:
    """Export the whole site as `exportSite` into the folder of backups, where it stays, and return its address."""
    return address_when_done(start_backup(call.actor, attachments=export_attachments))


def _export_space(call: Call, space_key: str, export_type: str, *, everything: bool) -> str:
    type = export_type_named(export_type)
    return address_when_done(start_space_export(call.actor, space_key=space_key, type=type, everything=everything))
