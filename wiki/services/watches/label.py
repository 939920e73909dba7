"""Watch a label: be told when something gets it."""

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from wiki.models import Label, LabelNamespace, Watch
from wiki.queries.labels import label_by_name
from wiki.services.frame import service


@service
def watch_label(actor: Actor, *, name: str) -> bool:
    """Watch a label that everybody shares.

    Returns:
        whether the watch is new.

    Raises:
        NoSuchLabel: nothing has it that the actor may see.
        NotPermitted: nobody is logged in.
    """
    label = _watched(actor, name)
    return Watch.objects.get_or_create(user=actor.user, label=label)[1]


@service
def unwatch_label(actor: Actor, *, name: str) -> bool:
    """Stop watching a label.

    Returns:
        whether it was watched.

    Raises:
        as `watch_label`.
    """
    label = _watched(actor, name)
    return Watch.objects.filter(user=actor.user, label=label).delete()[0] > 0


def _watched(actor: Actor, name: str) -> Label:
    if actor.user is None:
        raise NotPermitted(gettext("Watching needs somebody who is logged in."))
    return label_by_name(actor, LabelNamespace.GLOBAL, name)
