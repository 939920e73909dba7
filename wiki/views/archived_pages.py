"""Archiving pages, bringing them back, and the list of those of a space that are archived."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import ngettext

from accounts.actor import Actor
from wiki.errors import BadMove, BadValue
from wiki.permissions.access import page_for, space_for
from wiki.permissions.decide import allowed_to_each
from wiki.permissions.vocabulary import Action
from wiki.queries.archived_pages import archived_pages_of, going_along
from wiki.services.pages.archive import LONGEST_NOTE, archive_page, bring_back_page
from wiki.views.addresses import content_address
from wiki.views.decorators import FORM, WRITE, for_whoever_may
from wiki.views.dialogs import leads_to
from wiki.views.lists import page_of
from wiki.views.page_frame import content_frame, space_frame
from wiki.views.parameters import required_id, value_of
from wiki.views.refusals import back_address


@for_whoever_may(Action.ARCHIVE, methods=FORM)
def archive(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say what goes along when a page is archived, or archive it."""
    page = page_for(actor, required_id(request, "pageId"), Action.ARCHIVE)
    note, problem = value_of(request, "note"), ""
    if request.method == "POST":
        try:
            count = archive_page(actor, page_id=page.pk, note=note)
        except (BadMove, BadValue) as error:
            problem = str(error)
        else:
            words = ngettext("“{title}” is archived.", "“{title}” is archived, {count} pages in all.", count)
            messages.success(request, words.format(title=page.title, count=count))
            return leads_to(request, content_address(page))
    context = {
        **content_frame(actor, page),
        "going_along": going_along(actor, page),
        "note": note,
        "longest_note": LONGEST_NOTE,
        "problem": problem,
    }
    return render(request, "wiki/pages/archive.html", context, status=400 if problem else 200)


@for_whoever_may(Action.ARCHIVE, methods=WRITE)
def bring_back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring an archived page back, and go on where that was asked for."""
    page = page_for(actor, required_id(request, "pageId"), Action.ARCHIVE)
    count = bring_back_page(actor, page_id=page.pk)
    words = ngettext("“{title}” is back.", "“{title}” is back, {count} pages in all.", count)
    messages.success(request, words.format(title=page.title, count=count))
    return HttpResponseRedirect(back_address(request) or content_address(page))


@for_whoever_may(Action.VIEW)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the archived pages of a space."""
    space = space_for(actor, value_of(request, "key"))
    page = page_of(request, archived_pages_of(actor, space))
    may_bring_back = allowed_to_each(actor, Action.ARCHIVE, page)
    context = {**space_frame(actor, space, "pages"), "page": page, "may_bring_back": may_bring_back}
    return render(request, "wiki/spaces/archived.html", context)
