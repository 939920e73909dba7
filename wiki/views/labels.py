"""Labels: putting them on content and taking them off, and what is labelled with them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import NoSuchLabel
from wiki.models import Content, ContentKind, Label, LabelNamespace, Space
from wiki.permissions.access import content_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.labels import (
    contents_with_label,
    label_by_id,
    label_by_name,
    popular_labels,
    related_labels,
    spaces_with_label,
)
from wiki.queries.watches import is_watching_label
from wiki.services.labels.label import add_labels, remove_label
from wiki.views.addresses import content_address, with_query
from wiki.views.decorators import WRITE, for_everybody, for_whoever_may
from wiki.views.lists import CHANGE_NEEDS, page_of
from wiki.views.page_frame import space_frame
from wiki.views.parameters import optional_id, required_id, value_of

_RELATED = 12


@for_whoever_may(Action.LABEL, methods=WRITE)
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Put labels on a page, a blog post or an attachment."""
    content = content_for(actor, required_id(request, "pageId"))
    added = add_labels(actor, content_id=content.pk, labels=value_of(request, "labels"))
    messages.success(request, gettext("Labelled with {names}.").format(names=", ".join(str(label) for label in added)))
    return HttpResponseRedirect(_labels_address(content))


@for_whoever_may(Action.LABEL, methods=WRITE)
def remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take a label off a page, a blog post or an attachment."""
    content = content_for(actor, required_id(request, "pageId"))
    remove_label(actor, content_id=content.pk, label=value_of(request, "label"))
    return HttpResponseRedirect(_labels_address(content))


def _labels_address(content: Content) -> str:
    """Give where the labels of a content stand."""
    if content.kind == ContentKind.ATTACHMENT:
        return with_query("edit-attachment", attachmentId=content.pk)
    return f"{content_address(content)}#labels"


@for_everybody()
def labelled(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """List what has a label, in all spaces."""
    return _listed(request, actor, _label_written(actor, name), None)


@for_whoever_may(Action.VIEW)
def labelled_in_space(request: HttpRequest, actor: Actor, space_key: str, name: str) -> HttpResponse:
    """List what has a label in one space."""
    space = space_for(actor, space_key)
    return _listed(request, actor, _label_written(actor, name), space)


@for_everybody()
def by_id(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what has the label of an id, as old links name it."""
    label = label_by_id(actor, optional_id(request, "ids", "labelId") or 0)
    key = value_of(request, "key")
    return _listed(request, actor, label, space_for(actor, key) if key else None)


@for_everybody()
def all_labels(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the labels of visible content, of the whole site or of a space."""
    key = value_of(request, "key")
    space = space_for(actor, key) if key else None
    labels = sorted(popular_labels(actor, space, 500), key=lambda label: label.name)
    most = max((getattr(label, "uses", 1) for label in labels), default=1)
    weighed = [(label, getattr(label, "uses", 1), 1 + 4 * getattr(label, "uses", 1) // most) for label in labels]
    frame = space_frame(actor, space, "labels") if space else {}
    return render(request, "wiki/labels/all.html", {**frame, "labels": weighed})


def _label_written(actor: Actor, name: str) -> Label | str:
    """Find a label by what an address names; one that nobody used yet is its name."""
    prefix, colon, rest = name.replace("+", " ").partition(":")
    try:
        if colon and prefix in LabelNamespace.values:
            return label_by_name(actor, prefix, rest)
        return label_by_name(actor, LabelNamespace.GLOBAL, name)
    except NoSuchLabel:
        return name


def _listed(request: HttpRequest, actor: Actor, label: Label | str, space: Space | None) -> HttpResponse:
    context = space_frame(actor, space, "labels") if space else {}
    context |= {"label": label}
    if isinstance(label, Label):
        context["is_watchable"] = label.namespace == LabelNamespace.GLOBAL
        context["is_watching"] = is_watching_label(actor, label)
        contents = contents_with_label(actor, label).select_related(*CHANGE_NEEDS)
        context["page"] = page_of(request, contents.filter(space=space) if space else contents)
        context["related"] = related_labels(actor, label, space, _RELATED)
        context["labelled_spaces"] = [] if space else spaces_with_label(actor, label)[:_RELATED]
    return render(request, "wiki/labels/labelled.html", context)
