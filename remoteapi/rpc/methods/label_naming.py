"""How callers name a label: by a name with its prefix, or by a data object."""

from remoteapi.rpc.registry import Call
from remoteapi.rpc.types import RemoteLabel
from wiki.queries.labels import label_by_id


def label_text(call: Call, given: RemoteLabel) -> str:
    """The name with its prefix of the label that a data object means: by its name, or else by its id."""
    if given.name:
        namespace = given.namespace or "global"
        return given.name if ":" in given.name else f"{namespace}:{given.name}"
    return str(label_by_id(call.actor, given.id or 0))
