"""Comments on pages and blog posts, as threads; adding, editing and removing them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.actor import Actor
from wiki.errors import MalformedStorage, WikiError
from wiki.models import Content, ContentKind, InlineComment, ReactionKind
from wiki.permissions.access import comment_for, content_for
from wiki.permissions.decide import allowed_actions
from wiki.permissions.vocabulary import Action
from wiki.queries.comments import comments_on
from wiki.queries.people_meant import keys_of_names, names_of_mentioned
from wiki.queries.reactions import Tally, reactions_to
from wiki.rendering.shown import rendered, rendered_together
from wiki.services.comments.store import add_comment, edit_comment, remove_comment
from wiki.views.addresses import content_address
from wiki.views.decorators import FORM, WRITE, for_whoever_may
from wiki.views.page_frame import content_frame
from wiki.views.parameters import flag_of, optional_id, required_id, storage_of
from wiki.views.plain_text import names_in, storage_of_text, text_of_storage
from wiki.views.refusals import ask_to_log_in, wants_json

_HOSTS = (ContentKind.PAGE, ContentKind.BLOGPOST)


@dataclass
class Thread:
    """A comment and the replies to it.

    Attributes:
        inline: what makes it a comment on words of the page; None for one on the whole, and for replies.
        is_marked: whether the text still has these words.
        reactions: the signs that people gave it.
        reply_count: how many replies hang on it, those to replies included.
    """

    comment: Content
    body: SafeString
    may_edit: bool
    may_remove: bool
    inline: InlineComment | None = None
    is_marked: bool = False
    reactions: list[Tally] = field(default_factory=list)
    replies: list["Thread"] = field(default_factory=list)
    reply_count: int = 0

    @property
    def alone(self) -> "list[Thread]":
        """The thread as a list of its own."""
        return [self]


def comment_threads(actor: Actor, host: Content) -> list[Thread]:
    """Give the comments on a page or blog post, oldest first, replies below what they reply to."""
    comments = list(comments_on(actor, host).select_related(None).select_related("creator", "body", "inline_comment"))
    if not comments:
        return []
    for comment in comments:
        comment.space = host.space
    answers = _allowed_by_author(actor, comments)
    threads = {}
    for comment, body in zip(comments, rendered_together(actor, comments, host), strict=True):
        own = comment.creator_id == actor.user_id
        inline = getattr(comment, "inline_comment", None)
        is_marked = inline is not None and inline.ref in host.storage
        threads[comment.pk] = Thread(comment, body, *answers[own], inline=inline, is_marked=is_marked)
    tops: list[Thread] = []
    below: dict[int, list[Thread]] = defaultdict(list)
    for comment in comments:
        parent = threads.get(comment.parent_id or 0)
        (tops if parent is None else below[parent.comment.pk]).append(threads[comment.pk])
    for pk, replies in below.items():
        threads[pk].replies = replies
    for thread in reversed(list(_each(tops))):
        thread.reply_count = sum(1 + reply.reply_count for reply in thread.replies)
    return tops


def talk_on(actor: Actor, host: Content, *, has_comments: bool = True) -> dict[str, Any]:
    """Give what people say to a page for its screen: reactions, threads on the whole, and those on words of it.

    Args:
        has_comments: whether there are any; where that is known not to be so, they are not read.
    """
    threads = comment_threads(actor, host) if has_comments else []
    every = list(_each(threads))
    reactions = reactions_to(actor, [host, *(one.comment for one in every)])
    for one in every:
        one.reactions = reactions.get(one.comment.pk, [])
    on_words = [thread for thread in threads if thread.inline is not None]
    return {
        "reactions": reactions.get(host.pk, []),
        "reaction_kinds": list(ReactionKind),
        "threads": [thread for thread in threads if thread.inline is None],
        "inline_threads": [one for one in on_words if one.inline is not None and not one.inline.resolved],
        "resolved_threads": [one for one in on_words if one.inline is not None and one.inline.resolved],
    }


def _each(threads: list[Thread]) -> Iterator[Thread]:
    """Go through the comments of threads; without recursion, because replies may go deep."""
    waiting = list(threads)
    while waiting:
        thread = waiting.pop()
        yield thread
        waiting += thread.replies


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
    if session_ended(request, actor):
        return ask_to_log_in(request)
    if request.method == "POST":
        try:
            comment = add_comment(
                actor, container_id=page_id, storage=storage_as_sent(request, actor, text), parent_id=parent_id
            )
        except (MalformedStorage, WikiError) as error:
            problem = problem_of(error)
        else:
            if wants_json(request):
                return stored_answer(comment)
            messages.success(request, _("Your comment was added."))
            return HttpResponseRedirect(content_address(comment))
    host = content_for(actor, page_id, Action.COMMENT, kinds=_HOSTS)
    if problem and wants_json(request):
        return JsonResponse({"message": problem}, status=400)
    parent = comment_for(actor, parent_id) if parent_id else None
    quoted = rendered(actor, parent.storage, host, host.space) if parent else ""
    context = {
        **content_frame(actor, host),
        "parent": parent,
        "quoted": quoted,
        "text": text,
        "problem": problem,
        "heading": _("Reply") if parent else _("Add a comment"),
    }
    return render(request, "wiki/comments/form.html", context, status=400 if problem else 200)


@for_whoever_may(Action.EDIT, methods=FORM)
def edit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a comment in a form, or keep what it sends."""
    comment = comment_for(actor, required_id(request, "commentId"), Action.EDIT)
    plain = text_of_storage(comment.storage, names_of_mentioned(comment.storage))
    text, problem = comment.storage if plain is None else plain, ""
    if request.method == "POST":
        text = storage_of(request, "content")
        try:
            edited = edit_comment(actor, comment_id=comment.pk, storage=storage_as_sent(request, actor, text))
        except (MalformedStorage, WikiError) as error:
            problem = problem_of(error)
        else:
            return stored_answer(edited) if wants_json(request) else HttpResponseRedirect(content_address(edited))
        if wants_json(request):
            return JsonResponse({"message": problem}, status=400)
    host = content_for(actor, comment.container_id or 0, kinds=_HOSTS)
    context = {
        **content_frame(actor, host),
        "comment": comment,
        "text": text,
        "storage": comment.storage,
        "is_storage": flag_of(request, "storage") if request.method == "POST" else plain is None,
        "problem": problem,
        "heading": _("Edit comment"),
    }
    return render(request, "wiki/comments/form.html", context, status=400 if problem else 200)


@for_whoever_may(Action.REMOVE, methods=WRITE)
def remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove a comment; replies to it stay."""
    comment = comment_for(actor, required_id(request, "commentId"))
    host = content_for(actor, comment.container_id or 0, kinds=_HOSTS)
    remove_comment(actor, comment_id=comment.pk)
    messages.success(request, _("The comment was removed."))
    return HttpResponseRedirect(f"{content_address(host)}#comments")


def storage_as_sent(request: HttpRequest, actor: Actor, text: str) -> str:
    """Give what a form of a comment sent as storage format: it is that already, or plain text that may name people.

    Raises:
        BadValue: there is no text.
    """
    if flag_of(request, "storage") and text.strip():
        return text
    return storage_of_text(text, keys_of_names(actor, names_in(text)))


def session_ended(request: HttpRequest, actor: Actor) -> bool:
    """Say whether a form was filled in by a person who is not logged in any more: the comment is not anonymous."""
    return actor.is_anonymous and bool(request.POST.get("writer"))


def stored_answer(comment: Content) -> JsonResponse:
    """Tell a script which comment was stored, and where it stands."""
    return JsonResponse({"id": comment.pk, "address": content_address(comment)})


def problem_of(error: Exception) -> str:
    """Say in words for people why a comment was not kept."""
    return _("The comment can't be read: %s") % error if isinstance(error, MalformedStorage) else str(error)
