"""Two edits of one page that both changed the same: both texts beside each other, for their writer to decide."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.actor import Actor
from wiki.models import Content
from wiki.queries.brought_together import Together, brought_together
from wiki.queries.history import version_of
from wiki.queries.presence import others_editing
from wiki.rendering.shown import rendered_once
from wiki.storage_format.merge import Choice, renumbered_tasks
from wiki.views.edit_form import EditForm
from wiki.views.page_frame import content_frame
from wiki.views.parameters import value_of, version_number

_MOST_RENDERED = 40
_WRAPPERS = (
    ("<li", "<ul>{}</ul>"),
    ("<tr", "<table><tbody>{}</tbody></table>"),
    ("<tbody", "<table>{}</table>"),
    ("<thead", "<table>{}</table>"),
    ("<td", "<table><tbody><tr>{}</tr></tbody></table>"),
    ("<th", "<table><tbody><tr>{}</tr></tbody></table>"),
    ("<ac:task>", "<ac:task-list>{}</ac:task-list>"),
    ("<ac:layout-section", "<ac:layout>{}</ac:layout>"),
)


@dataclass(frozen=True)
class Side:
    """One of two versions of a block: its source, empty where it was taken out, and how it is read."""

    source: str
    shown: SafeString | None


@dataclass(frozen=True)
class Decision:
    """One block to decide about; `number` counts from 0 as the form's fields do."""

    number: int
    mine: Side
    theirs: Side


def conflict_page(
    request: HttpRequest, actor: Actor, form: EditForm, content: Content, together: Together
) -> HttpResponse:
    """Show what both changed, with a choice for each block; nothing of either text is left out.

    Args:
        form: what the writer sent or has in a draft.
        content: the page or blog post, as it is.
        together: both edits, brought together as far as can be.
    """
    decisions = [
        Decision(number, _side(actor, each.mine, content, number), _side(actor, each.theirs, content, number))
        for number, each in enumerate(together.merge.conflicts)
    ]
    context = {
        **content_frame(actor, content),
        "form": form,
        "together": together,
        "decisions": decisions,
        "others": others_editing(actor, content),
    }
    return render(request, "wiki/editor/conflict.html", context, status=409)


def _side(actor: Actor, source: str, content: Content, number: int) -> Side:
    if not source.strip() or number >= _MOST_RENDERED:
        return Side(source, None)
    wrapper = next((wrapper for start, wrapper in _WRAPPERS if source.lstrip().startswith(start)), "{}")
    return Side(source, rendered_once(actor, wrapper.replace("{}", source), content, content.space))


def decide(request: HttpRequest, actor: Actor, form: EditForm, content: Content) -> None:
    """Put what was chosen on the page of conflicts into the form; where nothing was chosen, both texts stay.

    Raises:
        NoSuchVersion: the form names a version that is not there.
        MalformedStorage: the text that was sent can't be parsed any more.
    """
    theirs = version_of(actor, content, version_number(value_of(request, "against")))
    together = brought_together(actor, theirs, version=form.version, title=form.title, storage=form.storage)
    choices = [
        Choice.MINE if given == Choice.MINE else Choice.THEIRS if given == Choice.THEIRS else Choice.BOTH
        for number in range(len(together.merge.conflicts))
        for given in [value_of(request, f"choice-{number}")]
    ]
    form.storage = renumbered_tasks(together.merge.resolved(choices))
    if together.title is not None:
        form.title = together.title
    elif value_of(request, "choice-title") == Choice.THEIRS:
        form.title = theirs.title
    form.version = theirs.version
    form.notice = _("Both texts are together in the editor. Nothing is stored yet.")
