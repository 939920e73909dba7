"""Labels to RemoteLabel."""

from collections.abc import Iterable

from remoteapi.rpc.presenters.authors import username
from remoteapi.rpc.types import RemoteLabel
from wiki.models import Label


def present_labels(labels: Iterable[Label]) -> list[RemoteLabel]:
    """Labels, in the order they come."""
    return [
        RemoteLabel(id=label.pk, name=label.name, namespace=label.namespace, owner=username(label.owner))
        for label in labels
    ]
