"""Remote methods that put labels on content and spaces, and take them off."""

import re
from functools import partial

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.methods.label_naming import label_text
from remoteapi.rpc.presenters.labels import present_labels
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemoteLabel
from wiki.permissions.access import content_for
from wiki.queries.labels import label_by_id, labels_of
from wiki.services.labels import label as service

remote_method = partial(registry.remote_method, group=Group.LABELS)

_CHANGING = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED)
_SEPARATORS = re.compile(r"[\s,]+")


@remote_method("getLabelsById", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def get_labels_by_id(call: Call, object_id: Long) -> list[RemoteLabel]:
    """Return the labels of a page, blog post or attachment that the caller may know."""
    return present_labels(labels_of(call.actor, content_for(call.actor, object_id)))


@remote_method("addLabelByName", access=Access.WRITE, faults=_CHANGING)
def add_label_by_name(call: Call, label_name: str, object_id: Long) -> bool:
    """Put a label, or several apart by blanks or commas, on a page, blog post or attachment.

    `my:x` is a personal label, `team:x` a category, a name without a prefix is everybody's. Labels are lower case and
    hold none of : ; , space ? & [ ] ( ) # ^ * @ !
    """
    service.add_labels(call.actor, content_id=object_id, labels=label_name)
    return True


@remote_method("addLabelById", access=Access.WRITE, faults=_CHANGING)
def add_label_by_id(call: Call, label_id: Long, object_id: Long) -> bool:
    """Put a label that there is already on a page, blog post or attachment."""
    service.add_labels(call.actor, content_id=object_id, labels=str(label_by_id(call.actor, label_id)))
    return True


@remote_method("addLabelByObject", access=Access.WRITE, faults=_CHANGING)
def add_label_by_object(call: Call, label_object: RemoteLabel, object_id: Long) -> bool:
    """Put a label, named by its name and namespace or by its id, on a page, blog post or attachment."""
    service.add_labels(call.actor, content_id=object_id, labels=label_text(call, label_object))
    return True


@remote_method("addLabelByNameToSpace", access=Access.WRITE, faults=_CHANGING)
def add_label_by_name_to_space(call: Call, label_name: str, space_key: str) -> bool:
    """Put a label on a space; `team:x` puts the space into the category x."""
    service.add_label_to_space(call.actor, space_key=space_key, label=label_name)
    return True


@remote_method("removeLabelByName", access=Access.WRITE, faults=_CHANGING)
def remove_label_by_name(call: Call, label_name: str, object_id: Long) -> bool:
    """Take a label, or several apart by blanks or commas, off a page, blog post or attachment."""
    for one in _several(label_name):
        service.remove_label(call.actor, content_id=object_id, label=one)
    return True


@remote_method("removeLabelById", access=Access.WRITE, faults=_CHANGING)
def remove_label_by_id(call: Call, label_id: Long, object_id: Long) -> bool:
    """Take a label off a page, blog post or attachment."""
    service.remove_label(call.actor, content_id=object_id, label=str(label_by_id(call.actor, label_id)))
    return True


@remote_method("removeLabelByObject", access=Access.WRITE, faults=_CHANGING)
def remove_label_by_object(call: Call, label_object: RemoteLabel, object_id: Long) -> bool:
    """Take a label, named by its name and namespace or by its id, off a page, blog post or attachment."""
    service.remove_label(call.actor, content_id=object_id, label=label_text(call, label_object))
    return True


@remote_method("removeLabelByNameFromSpace", access=Access.WRITE, faults=_CHANGING)
def remove_label_by_name_from_space(call: Call, label_name: str, space_key: str) -> bool:
    """Take a label off a space."""
    for one in _several(label_name):
        service.remove_label_from_space(call.actor, space_key=space_key, label=one)
    return True


def _several(names: str) -> list[str]:
    """The names apart by blanks or commas; an empty one where there is none, which the service refuses."""
    return [name for name in _SEPARATORS.split(names.strip()) if name] or [""]
