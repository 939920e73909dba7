"""Remote methods that import a space, or say beforehand what an import would bring."""

from functools import partial
from typing import Any

from remoteapi.rpc import registry
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from wiki.transfer import imports

remote_method = partial(registry.remote_method, group=Group.SPACES, access=Access.SYSTEM_ADMINISTRATOR)


@remote_method("importSpace", atomic=False)
def import_space(call: Call, import_data: bytes) -> bool:
    """Import a space from the zip of an XML export, this wiki's own or one of Confluence 3.x to 8.x or its cloud.

    For system administrators. All of it comes or nothing; there must be no space of that key. An import that takes
    very long goes on after a fault that names its job. What was mended or not taken, the job's report lists.
    """
    upload = imports.keep_upload(call.actor, (import_data,))
    try:
        job = imports.start_import(call.actor, upload=upload)
    except Exception:
        imports.forget_upload(upload)
        raise
    imports.wait_until_imported(job)
    return True


@remote_method("rehearseImport", changes=False, extra=True)
def rehearse_import(call: Call, import_data: bytes) -> dict[str, str]:
    """Read an export as importSpace would, write nothing, and return what would come, as texts by name.

    For system administrators. Names: counts such as `count.pages`, and lists with a line for each thing: warnings,
    left_out, mended, opening (restrictions that name no page), missing_files, broken_links, people_made,
    people_matched, groups_made, macros, unknown_macros, not_understood, classes_left_out, spaces.
    """
    report = imports.rehearse_data(call.actor, import_data)
    told: dict[str, str] = {}
    for name, value in report.items():
        if name == "counts":
            told.update({f"count.{kind}": str(count) for kind, count in value.items()})
        else:
            told[name] = "\n".join(_lines(value))
    return told


def _lines(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{name}: {count}" for name, count in value.items()]
    return [str(line) for line in value]
