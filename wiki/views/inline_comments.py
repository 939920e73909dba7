"""Comments on words of a page: made, resolved and reopened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.actor import Actor
from wiki.errors import MalformedStorage, WikiError
from wiki.models import ContentKind
from wiki.permissions.access import comment_for, content_for
from wiki.permissions.vocabulary import Action
from wiki.services.comments.inline import add_inline_comment, settle_inline_comment
from wiki.storage_format.comment_markers import Selection
from wiki.views.addresses import content_address
from wiki.views.comments import problem_of, session_ended, storage_as_sent
from wiki.views.decorators import WRITE, for_whoever_may
from wiki.views.page_frame import content_frame
from wiki.views.parameters import flag_of, required_id, storage_of, value_of
from wiki.views.refusals import ask_to_log_in

_HOSTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_LONGEST_SURROUNDINGS = 200
_SELECTION_FIELDS = ("words", "index", "count", "ahead", "behind")


@for_whoever_may(Action.COMMENT, methods=WRITE)
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep a comment on words of a page; where that can't be, show it in a form with the reason."""
    page_id, text = required_id(request, "pageId"), storage_of(request, "content")
    if session_ended(request, actor):
        return ask_to_log_in(request)
    try:
        comment = add_inline_comment(
            actor, container_id=page_id, selection=_selection(request), storage=storage_as_sent(request, actor, text)
        )
    except (MalformedStorage, WikiError) as error:
        host = content_for(actor, page_id, Action.COMMENT, kinds=_HOSTS)
        context = {
            **content_frame(actor, host),
            "words": value_of(request, "words"),
            "kept_fields": [(name, value_of(request, name)) for name in _SELECTION_FIELDS],
            "text": text,
            "is_storage": flag_of(request, "storage"),
            "problem": problem_of(error),
            "heading": _("Comment on the text"),
        }
        return render(request, "wiki/comments/form.html", context, status=400)
    return HttpResponseRedirect(content_address(comment))


@for_whoever_may(Action.COMMENT, methods=WRITE)
def settle(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Resolve a comment on words of a page, or reopen it."""
    comment = comment_for(actor, required_id(request, "commentId"))
    resolved = flag_of(request, "resolved")
    settle_inline_comment(actor, comment_id=comment.pk, resolved=resolved)
    host = content_for(actor, comment.container_id or 0, kinds=_HOSTS)
    messages.success(request, _("The comment is resolved.") if resolved else _("The comment is open again."))
    place = "inline-comments" if resolved else f"comment-{comment.pk}"
    return HttpResponseRedirect(f"{content_address(host)}#{place}")


def _selection(request: HttpRequest) -> Selection:
    return Selection(
        words=storage_of(request, "words"),
        index=_number(value_of(request, "index")),
        count=_number(value_of(request, "count")),
        before=value_of(request, "ahead")[-_LONGEST_SURROUNDINGS:],
        after=value_of(request, "behind")[:_LONGEST_SURROUNDINGS],
    )


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 0
