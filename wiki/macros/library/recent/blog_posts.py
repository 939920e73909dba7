"""The macro blog-posts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link, shown_time, space_link, user_link
from wiki.macros.listing.content_list import nothing_found
from wiki.macros.listing.excerpts import Excerpts, parsed
from wiki.macros.listing.found_together import find_together
from wiki.macros.listing.time_spans import BadSpan, moment_ago
from wiki.macros.naming.listed_values import (
    all_of,
    label_conditions,
    listed_values,
    people_conditions,
    space_conditions,
)
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.models import Content
from wiki.queries.listed_content import Condition, OfKinds, Order, Part, Since, listed_content

MOST_POSTS = 200
SORTS = {"creation": "posted", "title": "title", "modified": "modified"}


@macro(
    "blog-posts",
    title="Blog posts",
    aliases=("blogposts", "blog-post-list", "recent-blog-posts"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("max", "How many posts are shown.", ParameterKind.INTEGER, 15, ("maxResults", ""), least=1,
                  most=MOST_POSTS),
        Parameter("content", "How much of each post is shown: entire, excerpts or titles.", ParameterKind.CHOICE,
                  "entire", choices=("entire", "excerpts", "titles")),
        Parameter("spaces", "Keys of spaces, or @self, @all, @global, @personal, @favorite; - shuts one out.",
                  ParameterKind.SPACES, default="@self", aliases=("space", "spaceKey", "key")),
        Parameter("labels", "The labels; + before one demands it, - shuts it out.", aliases=("label",)),
        Parameter("author", "Usernames of the authors.", aliases=("authors",)),
        Parameter("time", "How old posts may be, such as 7d, 12h or 2w.", timed=True),
        Parameter("sort", "By which the list is sorted: creation, modified or title.", ParameterKind.CHOICE,
                  "creation", choices=tuple(SORTS)),
        Parameter("reverse", "Whether the order is turned round.", ParameterKind.BOOLEAN, default=False),
    ),
)  # fmt: skip
def blog_posts(use: MacroUse) -> SafeString:
    """Shows the latest blog posts of this space, or of others."""
    found = listed_content(use.actor, _condition(use), (_order(use),))
    kind = use.text("content")
    if kind != "titles":
        found = found.select_related("body")
    posts = list(found[: use.number("max")])
    if not posts:
        html = nothing_found(gettext("There are no blog posts here yet."))
    elif kind == "titles":
        html = _titles(use, posts)
    else:
        html = _with_texts(use, posts, entire=kind == "entire")
    return safe(f'<div class="blog-posts {use.classes}"{use.marks}>{html}</div>')


def _condition(use: MacroUse) -> Condition:
    since: list[Condition] = []
    if use.text("time"):
        try:
            since.append(Since(moment_ago(use.text("time")), created=True))
        except BadSpan as error:
            raise MacroFailure(str(error)) from error
    return all_of(
        [OfKinds(("blogpost",))],
        space_conditions(use, listed_values(use, "spaces")),
        label_conditions(listed_values(use, "labels")),
        people_conditions(listed_values(use, "author"), Part.CREATED),
        since,
    )


def _order(use: MacroUse) -> Order:
    name = SORTS[use.text("sort")]
    return Order(name, falling=(name != "title") != use.flag("reverse"))


def _titles(use: MacroUse, posts: Sequence[Content]) -> str:
    entries = "".join(
        f'<li>{content_link(use.context, post)} <span class="smalltext">{_about(use, post)}</span></li>'
        for post in posts
    )
    return f'<ul class="blog-post-list">{entries}</ul>'


def _with_texts(use: MacroUse, posts: Sequence[Content], *, entire: bool) -> str:
    excerpts = Excerpts(use, () if entire else posts, "rich")
    if entire:
        trees = [(post, parsed(post)) for post in posts]
        find_together(use, ((post, tree.children) for post, tree in trees if tree is not None))
    written = []
    for post in posts:
        text = f'<div class="wiki-content">{_entire(use, post)}</div>' if entire else excerpts.block(post)
        written.append(
            f'<article class="blog-post-listing"><h2 class="blogHeading">{content_link(use.context, post)}</h2>'
            f'<p class="smalltext">{_about(use, post)}</p>{text}</article>'
        )
    return "".join(written)


def _entire(use: MacroUse, post: Content) -> str:
    try:
        return str(use.render(post))
    except MacroFailure as failure:
        said = gettext("This post can’t be shown here: {failure}").format(failure=failure)
        return f'<p class="macro-error-message">{escape_text(said)}</p>'


def _about(use: MacroUse, post: Content) -> str:
    place = f" · {space_link(use.context, post.space)}" if post.space.key != use.context.space.key else ""
    return f"{user_link(use.context, post.creator)}, {shown_time(use.context, post.created)}{place}"
