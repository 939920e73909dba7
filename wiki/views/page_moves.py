"""Copying, moving and removing pages."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import AccountError
from jobs.errors import AlreadyUnderWay
from jobs.models import Job
from wiki.errors import BadMove, WikiError
from wiki.forms import CopyForm, MoveForm
from wiki.models import Content, ContentKind
from wiki.permissions.access import content_for, page_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.pages import children_of, descendants_of, page_by_title
from wiki.queries.space_access import spaces_to_write_in
from wiki.services.access_change import AccessChange
from wiki.services.pages.copy import CopyOptions, copy_page
from wiki.services.pages.copy_in_job import start_tree_copy
from wiki.services.pages.move import move_page, move_page_to_top_level
from wiki.services.pages.remove import trash_content, trash_page
from wiki.views.addresses import content_address, space_address, with_query
from wiki.views.confirming import sent_fields, to_confirm
from wiki.views.decorators import FORM, for_whoever_may
from wiki.views.dialogs import leads_to
from wiki.views.page_frame import content_frame
from wiki.views.parameters import required_id

MOST_AT_ONCE = 50
"""Larger trees are copied by a job."""

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)


@for_whoever_may(Action.EDIT, methods=FORM)
def move(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show where a page can go to, or move it there."""
    page = page_for(actor, required_id(request, "pageId"), Action.EDIT)
    spaces = spaces_to_write_in(actor)
    if request.method != "POST":
        initial = {"spaceKey": page.space.key, "targetTitle": _parent_title(page), "position": "append"}
        return _place_form(request, actor, page, MoveForm(initial=initial, spaces=spaces), "wiki/pages/move.html")
    form, would = MoveForm(request.POST, spaces=spaces), None
    if form.is_valid():
        move_it = partial(_moved, actor, page, form.cleaned_data)
        try:
            would = to_confirm(request, actor, page, move_it)
            moved = None if would else move_it()
        except (WikiError, AccountError) as error:
            form.add_error(None, str(error))
            moved = None
        if moved is not None:
            messages.success(request, gettext("“{title}” was moved.").format(title=moved.title))
            return leads_to(request, content_address(moved))
    return _place_form(request, actor, page, form, "wiki/pages/move.html", would)


def _moved(actor: Actor, page: Content, given: dict[str, Any]) -> Content:
    title = given["targetTitle"]
    if not title:
        return move_page_to_top_level(actor, page_id=page.pk, space_key=given["spaceKey"])
    target = page_by_title(actor, space_for(actor, given["spaceKey"]), title)
    return move_page(actor, page_id=page.pk, target_id=target.pk, position=given["position"] or "append")


@for_whoever_may(Action.CREATE_PAGE, methods=FORM)
def copy(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what a copy of a page is to be, or make it."""
    page = page_for(actor, required_id(request, "idOfPageToCopy", "pageId"))
    spaces = spaces_to_write_in(actor)
    if request.method != "POST":
        initial = {
            "spaceKey": page.space.key,
            "targetTitle": _parent_title(page) or (page.space.home_page.title if page.space.home_page else ""),
            "title": gettext("Copy of {title}").format(title=page.title)[:255],
        }
        return _place_form(request, actor, page, CopyForm(initial=initial, spaces=spaces), "wiki/pages/copy.html")
    form = CopyForm(request.POST, spaces=spaces)
    if form.is_valid():
        try:
            made = _copied(actor, page, form.cleaned_data)
        except (WikiError, AccountError, AlreadyUnderWay) as error:
            form.add_error(None, str(error))
        else:
            if isinstance(made, Job):
                return HttpResponseRedirect(reverse("job", args=[made.pk]))
            messages.success(request, gettext("The page was copied."))
            return HttpResponseRedirect(content_address(made))
    return _place_form(request, actor, page, form, "wiki/pages/copy.html")


def _copied(actor: Actor, page: Content, given: dict[str, Any]) -> Content | Job:
    """Copy a page at once, or begin a job where it has many below it."""
    space = space_for(actor, given["spaceKey"], Action.CREATE_PAGE)
    target = page_by_title(actor, space, given["targetTitle"]) if given["targetTitle"] else space.home_page
    if target is None:
        raise BadMove(gettext("Name a page of the space {key} that the copy is to stand below.").format(key=space.key))
    options = CopyOptions(
        attachments=given["attachments"],
        labels=given["labels"],
        permissions=given["permissions"],
        children=given["children"],
        find=given["find"],
        replace=given["replace"],
        prefix=given["title_prefix"],
    )
    is_large = options.children and descendants_of(actor, page).order_by()[: MOST_AT_ONCE + 1].count() > MOST_AT_ONCE
    copy_it = start_tree_copy if is_large and not actor.is_anonymous else copy_page
    return copy_it(actor, page_id=page.pk, parent_id=target.pk, title=given["title"], options=options)


@for_whoever_may(Action.REMOVE, methods=FORM)
def remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask whether a page or blog post is to go to the trash, or take it there."""
    content = content_for(actor, required_id(request, "pageId"), Action.REMOVE, kinds=_TEXTS)
    if request.method != "POST":
        context = {**content_frame(actor, content), "children": children_of(actor, content)[:20]}
        return render(request, "wiki/pages/remove.html", context)
    after = content_address(content.parent) if content.parent_id and content.parent else space_address(content.space)
    if content.kind == ContentKind.BLOGPOST:
        trash_content(actor, content_id=content.pk)
        after = with_query("view-blog", key=content.space.key)
    else:
        trash_page(actor, page_id=content.pk)
    messages.success(
        request,
        gettext("“{title}” is in the trash now; administrators of the space can restore it.").format(
            title=content.title
        ),
    )
    return HttpResponseRedirect(after)


def _parent_title(page: Content) -> str:
    return page.parent.title if page.parent is not None else ""


def _place_form(
    request: HttpRequest,
    actor: Actor,
    page: Content,
    form: MoveForm | CopyForm,
    template: str,
    would: AccessChange | None = None,
) -> HttpResponse:
    context = {**content_frame(actor, page), "form": form, "would": would, "sent": sent_fields(request)}
    return render(request, template, context, status=400 if form.errors else 200)
