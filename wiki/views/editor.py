"""Writing pages and blog posts: the source editor, its preview, and what it does when something is wrong."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.actor import Actor
from wiki.errors import MalformedStorage, NoSuchDraft, NotPermitted, VersionConflict, WikiError
from wiki.models import Content, ContentKind
from wiki.permissions.access import content_for, page_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.drafts import draft_for, draft_of_content
from wiki.queries.space_access import spaces_to_write_in
from wiki.rendering.shown import rendered
from wiki.services.blogposts.store import create_blogpost, edit_blogpost
from wiki.services.drafts.draft import discard_draft
from wiki.services.pages.store import create_page, edit_page
from wiki.views.addresses import content_address
from wiki.views.decorators import FORM, WRITE, for_everybody, for_whoever_may
from wiki.views.edit_form import EditForm
from wiki.views.page_frame import content_frame, space_frame
from wiki.views.parameters import optional_id, required_id, storage_of, value_of, version_number
from wiki.views.refusals import wants_json
from wiki.views.text_difference import difference, readable_lines

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
    parent_id = optional_id(request, "parentId", "fromPageId") if kind == ContentKind.PAGE else None
    parent = page_for(actor, parent_id) if parent_id else None
    key = value_of(request, "spaceKey", "newSpaceKey") or (parent.space.key if parent else "")
    if not key:
        context = {"spaces": spaces_to_write_in(actor), "kind": kind}
        return render(request, "wiki/editor/choose_space.html", context)
    action = Action.CREATE_BLOGPOST if kind == ContentKind.BLOGPOST else Action.CREATE_PAGE
    space = space_for(actor, key, action)
    if parent is not None and parent.space_id != space.pk:
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
    if "preview" in request.POST:
        return _shown(request, actor, form, preview=True)
    try:
        content = _publish_new(actor, form)
    except (WikiError, MalformedStorage) as error:
        form.refuse(error)
        return _shown(request, actor, form)
    _forget_draft(actor, form.draft_id)
    messages.success(request, f"The {form.noun} was published.")
    return HttpResponseRedirect(content_address(content))


def _publish_new(actor: Actor, form: EditForm) -> Content:
    if form.kind == ContentKind.BLOGPOST:
        return create_blogpost(
            actor, space_key=form.space.key, title=form.title, storage=form.storage, minor_edit=form.minor_edit
        )
    return create_page(
        actor,
        space_key=form.space.key,
        title=form.title,
        storage=form.storage,
        parent_id=form.parent.pk if form.parent else None,
        version_comment=form.version_comment,
        minor_edit=form.minor_edit,
    )


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
            if draft.base_version != content.version:
                _show_conflict(form, content, draft.base_version)
        else:
            form.draft = draft
        return _shown(request, actor, form)
    form.version = version_number(value_of(request, "version"))
    form.read(request)
    if "preview" in request.POST:
        return _shown(request, actor, form, preview=True)
    try:
        stored = _publish_edit(actor, form, content)
    except VersionConflict:
        _show_conflict(form, content, form.version)
        return _shown(request, actor, form, status=409)
    except (WikiError, MalformedStorage) as error:
        form.refuse(error)
        return _shown(request, actor, form)
    if draft is not None:
        _forget_draft(actor, draft.pk)
    unchanged = stored.version == form.version
    messages.success(request, "Nothing was changed." if unchanged else f"Version {stored.version} was saved.")
    return HttpResponseRedirect(content_address(stored))


def _publish_edit(actor: Actor, form: EditForm, content: Content) -> Content:
    if content.kind == ContentKind.BLOGPOST:
        return edit_blogpost(
            actor,
            post_id=content.pk,
            version=form.version,
            title=form.title,
            storage=form.storage,
            version_comment=form.version_comment,
            minor_edit=form.minor_edit,
        )
    return edit_page(
        actor,
        page_id=content.pk,
        version=form.version,
        title=form.title,
        storage=form.storage,
        version_comment=form.version_comment,
        minor_edit=form.minor_edit,
    )


def _show_conflict(form: EditForm, content: Content, base: int) -> None:
    """Put both texts before the writer; saving again then stores theirs on top of what others wrote."""
    form.theirs = content
    form.conflict = difference(readable_lines(content.storage), readable_lines(form.storage))
    form.problem = (
        f"While you were writing, somebody else changed this {form.noun}: you began with version {base}, "
        f"it is now version {content.version}. Below is what differs; your text is kept in the editor."
    )
    form.version = content.version


def _shown(
    request: HttpRequest, actor: Actor, form: EditForm, *, preview: bool = False, status: int | None = None
) -> HttpResponse:
    frame = content_frame(actor, form.content) if form.content else space_frame(actor, form.space)
    context = {**frame, "form": form, "parent": form.parent, "is_preview": preview}
    if preview:
        context["preview"] = rendered(actor, form.storage, form.content, form.space)
    return render(
        request, "wiki/editor/editor.html", context, status=status or (400 if form.problem and not form.theirs else 200)
    )


def _forget_draft(actor: Actor, draft_id: int | None) -> None:
    if draft_id is None:
        return
    try:
        discard_draft(actor, draft_id=draft_id)
    except NoSuchDraft:
        pass


@for_everybody(methods=WRITE)
def preview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give a text as its reader will see it, for the editor's preview."""
    if actor.is_anonymous and not actor.may_use:
        raise NotPermitted
    page_id = optional_id(request, "pageId")
    content = content_for(actor, page_id, kinds=_TEXTS) if page_id else None
    space = content.space if content else space_for(actor, value_of(request, "spaceKey"))
    body = rendered(actor, storage_of(request, "storage"), content, space)
    if not wants_json(request):
        return render(request, "wiki/pages/print.html", {"body": body, "content": content, "shown_space": space})
    return HttpResponse(body)
