"""Remote methods of page templates."""

from functools import partial

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.pages import present_page
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemotePage
from wiki.services.templates.use import add_page_from_template as from_template

remote_method = partial(registry.remote_method, group=Group.PAGES)


@remote_method("addPageFromTemplate", access=Access.WRITE, faults=(FaultClass.NOT_PERMITTED,), extra=True)
def add_page_from_template(
    call: Call, space_key: str, template_name: str, parent_id: Long, title: str, variables: dict[str, str]
) -> RemotePage:
    """Create a page that begins with a template of the space or, where it has none of that name, with a global one.

    variables are values by name. They stand in the page as text, and as markup only where the template says so. A
    variable without a value leaves nothing; a name that the template has not is refused. With a parentId of 0 the page
    is at the top level.
    """
    page = from_template(
        call.actor,
        space_key=space_key,
        template_name=template_name,
        parent_id=parent_id or None,
        title=title,
        variables=variables,
    )
    return present_page(page, call.version)
