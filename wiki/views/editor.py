"""Writing pages and blog posts: the editor, its preview, and what it does when something is wrong."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.actor import Actor
from wiki.errors import MalformedStorage, NotPermitted, WikiError
from wiki.models import Content, ContentKind, Space
from wiki.permissions.access import content_for, page_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.drafts import draft_for, draft_of_content, drafts_of
from wiki.queries.presence import others_editing
from wiki.queries.space_access import spaces_to_write_in
from wiki.rendering.shown import rendered_draft, rendered_once
from wiki.services.drafts.draft import save_draft
from wiki.services.drafts.publish import publish_draft
from wiki.services.pages.merge import MergeConflict, StoredEdit, merge_edit
from wiki.views.addresses import content_address, with_query
from wiki.views.decorators import FORM, WRITE, for_everybody, for_whoever_may
from wiki.views.edit_conflict import conflict_page, decide
from wiki.views.edit_form import EditForm
from wiki.views.insert_markup import insert_into
from wiki.views.page_frame import content_frame, space_frame
from wiki.views.parameters import optional_id, required_id, storage_of, value_of, version_number
from wiki.views.refusals import ask_to_log_in, wants_json

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)


@for_whoever_may(Action.CREATE_PAGE, methods=FORM)
def create_page_form(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the editor for a new page, or publish what it sends."""
    return _create(request, actor, ContentKind.PAGE)


@for_whoever_may(Action.CREATE_BLOGPOST, methods=FORM)
def create_blogpost_form(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the editor for a new blog post, or publish what it sends."""
    return _create(request, actor, ContentKind.BLOGPOST)


def _create(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    is_post = kind == ContentKind.BLOGPOST
    parent_id = optional_id(request, "parentId", "fromPageId") if kind == ContentKind.PAGE else None
    parent = page_for(actor, parent_id) if parent_id else None
    key = value_of(request, "spaceKey", "newSpaceKey") or (parent.space.key if parent else "")
    if not key:
        context = {"spaces": spaces_to_write_in(actor), "kind": kind}
        return render(request, "wiki/editor/choose_space.html", context)
    space = space_for(actor, key, Action.CREATE_BLOGPOST if is_post else Action.CREATE_PAGE)
    if parent is not None and parent.space_id != space.pk:
        parent = None
    if parent is not None and parent.archived and request.method != "POST":
        # "Create" on an archived page: nothing can be put below that.
        parent = None
    if parent is None and kind == ContentKind.PAGE and "parentId" not in request.POST and space.home_page_id:
        parent = space.home_page
    form = EditForm(space=space, kind=kind, parent=parent, title=value_of(request, "title")[:255])
    form.draft_id = optional_id(request, "draftId")
    if request.method != "POST":
        if form.draft_id:
            form.resume(draft_for(actor, form.draft_id))
        return _shown(request, actor, form)
    form.read(request)
    if "insertMarkup" in request.POST:
        return insert_into(request, actor, form) or _shown(request, actor, form)
    if "preview" in request.POST:
        return _shown(request, actor, form, preview=True)
    if _session_ended(request, actor):
        return ask_to_log_in(request)
    try:
        content = _publish_new(actor, form)
    except (WikiError, MalformedStorage) as error:
        form.refuse(error)
        return _shown(request, actor, form)
    messages.success(request, _("The blog post was published.") if is_post else _("The page was published."))
    return HttpResponseRedirect(content_address(content))


def _publish_new(actor: Actor, form: EditForm) -> Content:
    return publish_draft(
        actor,
        draft_id=form.draft_id,
        space_key=form.space.key,
        title=form.title,
        storage=form.storage,
        kind=form.kind,
        parent_id=form.parent.pk if form.parent else None,
        version_comment=form.version_comment,
        minor_edit=form.minor_edit,
    )


def _session_ended(request: HttpRequest, actor: Actor) -> bool:
    """Say whether somebody began to write as a person and is not logged in any more: the text is not anonymous."""
    return actor.is_anonymous and bool(value_of(request, "writer"))


@for_whoever_may(Action.EDIT, methods=FORM)
def edit_form(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a page or blog post in the editor, or store what it sends as a new version."""
    content = content_for(actor, required_id(request, "pageId"), Action.EDIT, kinds=_TEXTS)
    form = EditForm(
        space=content.space,
        kind=content.kind,
        content=content,
        title=content.title,
        storage=content.storage,
        version=content.version,
    )
    draft = draft_of_content(actor, content)
    if request.method != "POST":
        if draft is not None and optional_id(request, "draftId") == draft.pk:
            form.resume(draft)
            if form.version != content.version:
                form.notice = _("This was changed since you began to write. When you save, both are brought together.")
        else:
            form.draft = draft
        form.others = others_editing(actor, content)
        return _shown(request, actor, form)
    form.version = version_number(value_of(request, "version"))
    form.read(request)
    if "insertMarkup" in request.POST:
        return insert_into(request, actor, form) or _shown(request, actor, form)
    if "preview" in request.POST:
        return _shown(request, actor, form, preview=True)
    if _session_ended(request, actor):
        return ask_to_log_in(request)
    return _store(request, actor, form, content)


def _store(request: HttpRequest, actor: Actor, form: EditForm, content: Content) -> HttpResponse:
    """Store what was sent, decided where it had to be, and brought together with what others stored meanwhile."""
    try:
        if "decide" in request.POST:
            decide(request, actor, form, content)
            if request.POST["decide"] == "edit":
                return _shown(request, actor, form)
        stored = merge_edit(
            actor,
            content_id=content.pk,
            version=form.version,
            title=form.title,
            storage=form.storage,
            version_comment=form.version_comment,
            minor_edit=form.minor_edit,
        )
    except MergeConflict as conflict:
        _keep_as_draft(actor, form, content)
        return conflict_page(request, actor, form, content, conflict.together)
    except (WikiError, MalformedStorage) as error:
        form.refuse(error)
        return _shown(request, actor, form)
    _tell_stored(request, form, stored)
    return HttpResponseRedirect(content_address(stored.content))


def _keep_as_draft(actor: Actor, form: EditForm, content: Content) -> None:
    """Keep the text on the server while its writer decides."""
    if not actor.is_anonymous:
        save_draft(actor, storage=form.storage, title=form.title, content_id=content.pk, base_version=form.version)


def _tell_stored(request: HttpRequest, form: EditForm, stored: StoredEdit) -> None:
    content, together = stored.content, stored.together
    if together is None:
        told = _("Version %(number)s was saved.") % {"number": content.version}
        messages.success(request, _("Nothing was changed.") if content.version == form.version else told)
        return
    theirs = together.theirs
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a> · <a href="{}">{}</a>',
            _("Somebody else had saved version %(theirs)s meanwhile. Both were brought together in version %(number)s.")
            % {"theirs": theirs.version, "number": content.version},
            _comparison(content, together.base_version, theirs.version),
            _("What they changed"),
            _comparison(content, theirs.version, content.version),
            _("What you changed"),
        ),
    )


def _comparison(content: Content, older: int, newer: int) -> str:
    return with_query("compare-versions", pageId=content.pk, originalVersion=older, revisedVersion=newer)


def _shown(request: HttpRequest, actor: Actor, form: EditForm, *, preview: bool = False) -> HttpResponse:
    frame = content_frame(actor, form.content) if form.content else space_frame(actor, form.space)
    context = {**frame, "form": form, "parent": form.parent, "is_preview": preview}
    if preview:
        context["preview"] = _as_read(actor, form.storage, form.content, form.space, form.draft_id)
    return render(request, "wiki/editor/editor.html", context, status=400 if form.problem else 200)


def _as_read(actor: Actor, storage: str, content: Content | None, space: Space, draft_id: int | None) -> SafeString:
    """Give a text as its reader will see it; a page to be has its files in its draft."""
    draft = drafts_of(actor).filter(pk=draft_id).first() if content is None and draft_id is not None else None
    return rendered_once(actor, storage, content, space) if draft is None else rendered_draft(actor, storage, draft)


@for_everybody(methods=WRITE)
def preview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give a text as its reader will see it, for the editor's preview."""
    if actor.is_anonymous and not actor.may_use:
        raise NotPermitted
    page_id = optional_id(request, "pageId")
    content = content_for(actor, page_id, kinds=_TEXTS) if page_id else None
    space = content.space if content else space_for(actor, value_of(request, "spaceKey"))
    body = _as_read(actor, storage_of(request, "storage"), content, space, optional_id(request, "draftId"))
    if not wants_json(request):
        return render(request, "wiki/pages/print.html", {"body": body, "content": content, "shown_space": space})
    return HttpResponse(body)
