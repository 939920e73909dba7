"""The macro contentbylabel."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.listing.content_list import MOST_ENTRIES, content_list, nothing_found
from wiki.macros.listing.content_query import asked_content
from wiki.macros.listing.excerpts import EXCERPT_KINDS
from wiki.macros.naming.listed_values import (
    all_of,
    kind_conditions,
    label_conditions,
    listed_values,
    people_conditions,
    space_conditions,
)
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.queries.content_query import passes_with_time
from wiki.queries.listed_content import Condition, Order, Part, labels_of_each, listed_content

DEFAULT_KINDS = ("page", "blogpost", "attachment")
SORTS = {"modified": "modified", "creation": "created", "created": "created", "title": "title"}


@macro(
    "contentbylabel",
    title="Content by label",
    aliases=("content-by-label", "content_by_label"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("labels", "The labels; + before one demands it, - shuts it out.", aliases=("label", "")),
        Parameter("cql", "A query in CQL, instead of labels, spaces, type, author and operator.",
                  kind=ParameterKind.QUERY, timed=passes_with_time),
        Parameter("operator", "Whether one label is enough or all are needed.", ParameterKind.CHOICE, "or",
                  choices=("or", "and")),
        Parameter("spaces", "Keys of spaces, or @self, @all, @global, @personal, @favorite; - shuts one out.",
                  ParameterKind.SPACES, default="@all", aliases=("space", "key", "spaceKey")),
        Parameter("type", "Kinds of content: page, blogpost, attachment, comment.", aliases=("types",)),
        Parameter("author", "Usernames of people who made or changed the content.", aliases=("authors",)),
        Parameter("max", "How many are listed at most.", ParameterKind.INTEGER, 15, ("maxResults",),
                  least=1, most=MOST_ENTRIES),
        Parameter("sort", "By which the list is sorted: modified, creation or title.", ParameterKind.CHOICE,
                  choices=("", *SORTS)),
        Parameter("reverse", "Whether the order is turned round.", ParameterKind.BOOLEAN, default=False),
        Parameter("showLabels", "Whether the labels of each are shown.", ParameterKind.BOOLEAN, default=True),
        Parameter("showSpace", "Whether the space of each is shown.", ParameterKind.BOOLEAN, default=True),
        Parameter("excerptType", "Whether the excerpt of each is shown: none, simple or rich.",
                  ParameterKind.CHOICE, "none", ("excerpt",), choices=EXCERPT_KINDS),
        Parameter("title", "A heading above the list."),
    ),
)  # fmt: skip
def contentbylabel(use: MacroUse) -> SafeString:
    """Lists pages, blog posts and files that have certain labels."""
    condition, order = _chosen(use)
    found = listed_content(use.actor, condition, order)
    if use.text("excerptType") not in ("none", "false"):
        found = found.select_related("body")
    contents = list(found[: use.number("max")])
    labels = labels_of_each(use.actor, contents) if use.flag("showLabels") else None
    if contents:
        listed = content_list(
            use, contents, labels=labels, show_space=use.flag("showSpace"), excerpt=use.text("excerptType")
        )
    else:
        listed = nothing_found(gettext("No content found with these labels."))
    heading = f"<h3>{escape_text(use.text('title'))}</h3>" if use.text("title") else ""
    return safe(f'<div class="content-by-label-macro {use.classes}"{use.marks}>{heading}{listed}</div>')


def _chosen(use: MacroUse) -> tuple[Condition, tuple[Order, ...]]:
    if use.text("cql"):
        query = asked_content(use, "cql")
        condition = all_of([query.condition], kind_conditions((), (*DEFAULT_KINDS, "comment")))
        return condition, query.order or _order(use)
    labels = listed_values(use, "labels")
    if not labels:
        raise MacroFailure(gettext("it does not say which labels."))
    condition = all_of(
        label_conditions(labels, all_of_them=use.text("operator") == "and"),
        space_conditions(use, listed_values(use, "spaces")),
        kind_conditions(listed_values(use, "type"), DEFAULT_KINDS),
        people_conditions(listed_values(use, "author"), Part.TOOK_PART),
    )
    return condition, _order(use)


def _order(use: MacroUse) -> tuple[Order, ...]:
    sort = use.text("sort")
    if not sort:
        return (Order("modified", falling=True),)
    # The latest come first by themselves; titles begin with A.
    falling = (SORTS[sort] != "title") != use.flag("reverse")
    return (Order(SORTS[sort], falling),)
