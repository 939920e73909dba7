"""Wiki markup and Markdown for the editor: converted for its dialog, or on a page of its own for a browser without."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.macros.catalogue import REGISTERED
from wiki.markup import convert
from wiki.markup.errors import MarkupTooLong
from wiki.markup.markdown import convert_markdown
from wiki.models import ContentKind
from wiki.permissions.access import content_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.rendering.shown import rendered_once
from wiki.views.decorators import WRITE, for_people, for_whoever_may
from wiki.views.edit_form import EditForm
from wiki.views.page_frame import content_frame, space_frame
from wiki.views.parameters import optional_id, value_of

LONGEST = 1_000_000
"""How many characters are converted at once."""

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_CARRIED = (
    "title",
    "storage",
    "versionComment",
    "minorEdit",
    "pageId",
    "version",
    "spaceKey",
    "parentId",
    "kind",
    "draftId",
)
_NOTHING = "nothing"


class _Refused(Exception):
    """A text that is not converted; `str(error)` tells its writer why."""


def _storage_of_wiki_markup(markup: str) -> str:
    return convert(markup, REGISTERED)


_FORMATS: dict[str, Callable[[str], str]] = {"wiki": _storage_of_wiki_markup, "markdown": convert_markdown}


def _converted(request: HttpRequest) -> str:
    markup, chosen = request.POST.get("markup", ""), request.POST.get("markupFormat", "")
    if chosen not in _FORMATS:
        raise _Refused(gettext("Choose whether the text is wiki markup or Markdown."))
    if len(markup) > LONGEST:
        raise _Refused(
            gettext("The text has {count} characters; at most {longest} are converted at once.").format(
                count=number_format(len(markup), force_grouping=True),
                longest=number_format(LONGEST, force_grouping=True),
            )
        )
    try:
        return _FORMATS[chosen](markup)
    except MarkupTooLong as error:
        raise _Refused(gettext("The text can't be converted: {message}.").format(message=error.message)) from error


@for_people(methods=WRITE)
def convert_markup(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give wiki markup or Markdown in storage format, as plain text."""
    try:
        return HttpResponse(_converted(request), content_type="text/plain; charset=utf-8")
    except _Refused as refusal:
        return HttpResponse(str(refusal), status=400, content_type="text/plain; charset=utf-8")


@for_whoever_may(Action.EDIT, methods=WRITE)
def insert_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the page that takes markup, with everything in the editor carried along."""
    return _shown(request, actor)


def insert_into(request: HttpRequest, actor: Actor, form: EditForm) -> HttpResponse | None:
    """Put the markup that was sent behind the text in the editor.

    Args:
        request: what the page that takes markup sends.
        actor: who writes.
        form: the editor's state, which gets the text.

    Returns:
        None when that is done; else the page that takes markup, with the reason why not.
    """
    if request.POST.get("insertMarkup") == _NOTHING:
        return None
    try:
        storage = _converted(request)
    except _Refused as refusal:
        return _shown(request, actor, problem=str(refusal))
    form.storage = f"{form.storage.rstrip()}\n{storage}" if form.storage.strip() else storage
    return None


def _shown(request: HttpRequest, actor: Actor, *, problem: str = "") -> HttpResponse:
    page_id = optional_id(request, "pageId")
    is_post = value_of(request, "kind") == ContentKind.BLOGPOST
    content = content_for(actor, page_id, Action.EDIT, kinds=_TEXTS) if page_id else None
    if content is not None:
        space, frame, editor = content.space, content_frame(actor, content), "edit-page"
    else:
        action = Action.CREATE_BLOGPOST if is_post else Action.CREATE_PAGE
        space = space_for(actor, value_of(request, "spaceKey"), action)
        frame, editor = space_frame(actor, space), "create-blogpost" if is_post else "create-page"
    context = {
        **frame,
        "editor_address": reverse(editor),
        "carried": [(name, request.POST[name]) for name in _CARRIED if name in request.POST],
        "markup": request.POST.get("markup", ""),
        "markup_format": request.POST.get("markupFormat", "wiki"),
    }
    if not problem and "previewMarkup" in request.POST:
        try:
            context["preview"] = rendered_once(actor, _converted(request), content, space)
        except _Refused as refusal:
            problem = str(refusal)
    return render(request, "wiki/insert_markup.html", {**context, "problem": problem}, status=400 if problem else 200)
