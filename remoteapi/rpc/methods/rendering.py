"""Remote methods that render and convert bodies."""

from remoteapi.faults import FaultClass
from remoteapi.rpc.registry import Call, remote_method
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long
from remoteapi.rpc.versions import storage_of_markup
from wiki.permissions.access import content_for, space_for
from wiki.rendering.shown import rendered_document, rendered_fragment


@remote_method("renderContent", group=Group.PAGES, access=Access.READ)
def render_content_with(call: Call, space_key: str, page_id: Long, content: str, parameters: dict[str, str]) -> str:
    """Return a body as HTML.

    With style=clean in the parameters it is the bare fragment, without the styled document around it.
    """
    return _render(call, space_key, page_id, content, clean=parameters.get("style", "").lower() == "clean")


@remote_method("renderContent", group=Group.PAGES, access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def render_content(call: Call, space_key: str, page_id: Long, content: str) -> str:
    """Return a body as a whole styled HTML document.

    With empty content it is the page's own body. With a page id of 0 only the space is the context.
    """
    return _render(call, space_key, page_id, content, clean=False)


@remote_method("convertWikiToStorageFormat", access=Access.READ, group=Group.GENERAL)
def convert_wiki_to_storage_format(call: Call, wiki: str) -> str:
    """Return a text in wiki markup as storage format.

    Every text can be converted: what is no markup stays text, and macros that this wiki does not know are kept.
    """
    return storage_of_markup(wiki)


def _render(call: Call, space_key: str, page_id: int, content: str, *, clean: bool) -> str:
    page = content_for(call.actor, page_id, kinds=("page", "blogpost")) if page_id else None
    space = page.space if page is not None else space_for(call.actor, space_key)
    storage = call.storage_of(content)
    if not storage and page is not None:
        storage = page.storage
    render = rendered_fragment if clean else rendered_document
    return str(render(call.actor, storage or "", page, space))
