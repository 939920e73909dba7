"""Comments on pages and blog posts, as threads; adding, editing and removing them."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString

from accounts.actor import Actor
from wiki.errors import MalformedStorage, WikiError
from wiki.models import Content, ContentKind
from wiki.permissions.access import comment_for, content_for
from wiki.permissions.decide import allowed_actions
from wiki.permissions.vocabulary import Action
from wiki.queries.comments import comments_on
from wiki.rendering.shown import rendered
from wiki.services.comments.store import add_comment, edit_comment, remove_comment
from wiki.views.addresses import content_address
from wiki.views.decorators import FORM, WRITE, for_whoever_may
from wiki.views.page_frame import content_frame
from wiki.views.parameters import flag_of, optional_id, required_id, storage_of
from wiki.views.plain_text import storage_of_text, text_of_storage

_HOSTS = (ContentKind.PAGE, ContentKind.BLOGPOST)


@dataclass
class Thread:
    """A comment and the replies to it."""

    comment: Content
    body: SafeString
    may_edit: bool
    may_remove: bool
    replies: list["Thread"] = field(default_factory=list)


def comment_threads(actor: Actor, host: Content) -> list[Thread]:
    """Give the comments on a page or blog post, oldest first, replies below what they reply to."""
    comments = list(comments_on(actor, host))
    if not comments:
        return []
    answers = _allowed_by_author(actor, comments)
    threads = {}
    for comment in comments:
        own = comment.creator_id == actor.user_id
        body = rendered(actor, comment.storage, host, host.space)
        threads[comment.pk] = Thread(comment, body, *answers[own])
    tops: list[Thread] = []
    below: dict[int, list[Thread]] = defaultdict(list)
    for comment in comments:
        parent = threads.get(comment.parent_id or 0)
        (tops if parent is None else below[parent.comment.pk]).append(threads[comment.pk])
    for pk, replies in below.items():
        threads[pk].replies = replies
    return tops


def _allowed_by_author(actor: Actor, comments: list[Content]) -> dict[bool, tuple[bool, bool]]:
    """What may be done to comments differs only between the actor's own and those of others: ask once for each."""
    answers = {}
    for comment in comments:
        own = comment.creator_id == actor.user_id
        if own not in answers:
            allowed = allowed_actions(actor, comment, (Action.EDIT, Action.REMOVE))
            answers[own] = (Action.EDIT in allowed, Action.REMOVE in allowed)
    return answers


@for_whoever_may(Action.COMMENT, methods=FORM)
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the form of a comment or reply, or keep what it sends."""
    page_id, parent_id = required_id(request, "pageId"), optional_id(request, "parentId")
    text = storage_of(request, "content")
    problem = ""
    if request.method == "POST":
        try:
            comment = add_comment(actor, container_id=page_id, storage=_storage(request, text), parent_id=parent_id)
        except (MalformedStorage, WikiError) as error:
            problem = _problem(error)
        else:
            messages.success(request, "Your comment was added.")
            return HttpResponseRedirect(content_address(comment))
    host = content_for(actor, page_id, Action.COMMENT, kinds=_HOSTS)
    parent = comment_for(actor, parent_id) if parent_id else None
    quoted = rendered(actor, parent.storage, host, host.space) if parent else ""
    context = {
        **content_frame(actor, host),
        "parent": parent,
        "quoted": quoted,
        "text": text,
        "problem": problem,
        "heading": "Reply" if parent else "Add a comment",
    }
    return render(request, "wiki/comments/form.html", context, status=400 if problem else 200)


@for_whoever_may(Action.EDIT, methods=FORM)
def edit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a comment in a form, or keep what it sends."""
    comment = comment_for(actor, required_id(request, "commentId"), Action.EDIT)
    plain = text_of_storage(comment.storage)
    text, problem = comment.storage if plain is None else plain, ""
    if request.method == "POST":
        text = storage_of(request, "content")
        try:
            edited = edit_comment(actor, comment_id=comment.pk, storage=_storage(request, text))
        except (MalformedStorage, WikiError) as error:
            problem = _problem(error)
        else:
            return HttpResponseRedirect(content_address(edited))
    host = content_for(actor, comment.container_id or 0, kinds=_HOSTS)
    context = {
        **content_frame(actor, host),
        "comment": comment,
        "text": text,
        "is_storage": flag_of(request, "storage") if request.method == "POST" else plain is None,
        "problem": problem,
        "heading": "Edit comment",
    }
    return render(request, "wiki/comments/form.html", context, status=400 if problem else 200)


@for_whoever_may(Action.REMOVE, methods=WRITE)
def remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove a comment; replies to it stay."""
    comment = comment_for(actor, required_id(request, "commentId"))
    host = content_for(actor, comment.container_id or 0, kinds=_HOSTS)
    remove_comment(actor, comment_id=comment.pk)
    messages.success(request, "The comment was removed.")
    return HttpResponseRedirect(f"{content_address(host)}#comments")


def _storage(request: HttpRequest, text: str) -> str:
    return text if flag_of(request, "storage") else storage_of_text(text)


def _problem(error: Exception) -> str:
    return f"The comment can't be read: {error}" if isinstance(error, MalformedStorage) else str(error)
