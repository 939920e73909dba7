"""Remote methods that find labels, and content and spaces by label."""

from functools import partial

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.methods.label_naming import label_text
from remoteapi.rpc.presenters.labels import present_labels
from remoteapi.rpc.presenters.search import present_results
from remoteapi.rpc.presenters.spaces import present_spaces
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemoteLabel, RemoteSearchResult, RemoteSpace
from wiki.permissions.access import space_for
from wiki.queries import labels as queries
from wiki.services.labels.label import parse_label

remote_method = partial(registry.remote_method, group=Group.LABELS, faults=(FaultClass.INVALID_SESSION,))


@remote_method("getMostPopularLabels", access=Access.READ)
def get_most_popular_labels(call: Call, max_count: int) -> list[RemoteLabel]:
    """Return the labels that most content has; with a maxCount of 0 or less, all."""
    return present_labels(queries.popular_labels(call.actor, limit=max_count))


@remote_method("getMostPopularLabelsInSpace", access=Access.READ)
def get_most_popular_labels_in_space(call: Call, space_key: str, max_count: int) -> list[RemoteLabel]:
    """Return the labels that most content of a space has; with a maxCount of 0 or less, all."""
    return present_labels(queries.popular_labels(call.actor, space_for(call.actor, space_key), max_count))


@remote_method("getRecentlyUsedLabels", access=Access.READ)
def get_recently_used_labels(call: Call, max_results: int) -> list[RemoteLabel]:
    """Return the labels that were put on content last; with maxResults of 0 or less, all."""
    return present_labels(queries.recently_used_labels(call.actor, limit=max_results))


@remote_method("getRecentlyUsedLabelsInSpace", access=Access.READ)
def get_recently_used_labels_in_space(call: Call, space_key: str, max_results: int) -> list[RemoteLabel]:
    """Return the labels that were put on content of a space last; with maxResults of 0 or less, all."""
    return present_labels(queries.recently_used_labels(call.actor, space_for(call.actor, space_key), max_results))


@remote_method("getSpacesWithLabel", access=Access.READ)
def get_spaces_with_label(call: Call, label_name: str) -> list[RemoteSpace]:
    """Return the spaces that have a label themselves."""
    return present_spaces(
        queries.spaces_with_label(call.actor, queries.label_by_name(call.actor, *parse_label(label_name)))
    )


@remote_method("getRelatedLabels", access=Access.READ)
def get_related_labels(call: Call, label_name: str, max_results: int) -> list[RemoteLabel]:
    """Return the labels that stand together with a label on content, the most frequent first."""
    label = queries.label_by_name(call.actor, *parse_label(label_name))
    return present_labels(queries.related_labels(call.actor, label, limit=max_results))


@remote_method("getRelatedLabelsInSpace", access=Access.READ)
def get_related_labels_in_space(call: Call, label_name: str, space_key: str, max_results: int) -> list[RemoteLabel]:
    """Return the labels that stand together with a label on content of a space, the most frequent first."""
    label = queries.label_by_name(call.actor, *parse_label(label_name))
    return present_labels(queries.related_labels(call.actor, label, space_for(call.actor, space_key), max_results))


@remote_method("getLabelsByDetail", access=Access.READ)
def get_labels_by_detail(call: Call, label_name: str, namespace: str, space_key: str, owner: str) -> list[RemoteLabel]:
    """Return the labels that fit all of what is given; an empty argument fits all. Namespaces: global, my, team."""
    found = queries.labels_by_detail(call.actor, name=label_name, namespace=namespace, space_key=space_key, owner=owner)
    return present_labels(found)


@remote_method("getLabelContentById", access=Access.READ)
def get_label_content_by_id(call: Call, label_id: Long) -> list[RemoteSearchResult]:
    """Return the content that has the label of this id, the last changed first."""
    return present_results(queries.contents_with_label(call.actor, queries.label_by_id(call.actor, label_id)))


@remote_method("getLabelContentByName", access=Access.READ)
def get_label_content_by_name(call: Call, label_name: str) -> list[RemoteSearchResult]:
    """Return the content that has the label of this name, the last changed first."""
    return _content(call, label_name)


@remote_method("getLabelContentByObject", access=Access.READ)
def get_label_content_by_object(call: Call, label_object: RemoteLabel) -> list[RemoteSearchResult]:
    """Return the content that has a label, named by its name and namespace or by its id, the last changed first."""
    return _content(call, label_text(call, label_object))


@remote_method("getSpacesContainingContentWithLabel", access=Access.READ)
def get_spaces_containing_content_with_label(call: Call, label_name: str) -> list[RemoteSpace]:
    """Return the spaces that hold content with a label."""
    label = queries.label_by_name(call.actor, *parse_label(label_name))
    return present_spaces(queries.spaces_with_labelled_content(call.actor, label))


def _content(call: Call, name: str) -> list[RemoteSearchResult]:
    label = queries.label_by_name(call.actor, *parse_label(name))
    return present_results(queries.contents_with_label(call.actor, label))
