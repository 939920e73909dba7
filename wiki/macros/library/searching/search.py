"""The macro search."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.models import User
from search.errors import QuerySyntaxError, UnknownName
from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link, shown_time, space_link, user_link
from wiki.macros.listing.content_list import kind_sign, nothing_found
from wiki.macros.listing.time_spans import BadSpan, moment_ago
from wiki.macros.naming.listed_values import KINDS as KIND_WORDS
from wiki.macros.naming.listed_values import OWN_SPACE, SPACE_SETS, listed_values
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.models import Content, Space
from wiki.queries.found_content import FoundContent, Wanted, found_content
from wiki.queries.listed_content import SpaceSet
from wiki.queries.search import Result
from wiki.queries.search_filters import PLACES, TYPES

MOST_RESULTS = 200
EVERY_KIND = ("page", "blogpost", "attachment", "comment")


@macro(
    "search",
    title="Search results",
    aliases=("search-results",),
    # The index hears of a change a moment later, and nothing in the wiki changes when it does.
    freshness=Freshness.MOMENT,
    parameters=(
        Parameter("query", "What is searched for, as in the search field.", aliases=("", "term")),
        Parameter("maxLimit", "How many results are shown.", ParameterKind.INTEGER, 10, ("max", "maxResults"),
                  least=1, most=MOST_RESULTS),
        Parameter("spacekey", "Keys of spaces, or @self, @global, @personal, @favorite; without any, all spaces.",
                  ParameterKind.SPACES, aliases=("spaceKey", "space", "spaces")),
        Parameter("type", "What is found: page, blogpost, attachment, comment, spacedesc, userinfo; without one, every "
                  "kind of content.", aliases=("types",)),
        Parameter("lastModified", "How old the last change may be, such as 7d, 1w or lastmonth."),
        Parameter("contributor", "Usernames of people of whom one had a part in it.", aliases=("author",)),
    ),
)  # fmt: skip
def search(use: MacroUse) -> SafeString:
    """Shows what a search finds, the best first, with the words in their surroundings."""
    if not use.text("query"):
        raise MacroFailure(gettext("it does not say what to search for."))
    try:
        found = found_content(use.actor, _wanted(use), limit=use.number("maxLimit"))
    except QuerySyntaxError as error:
        reason = f"its query can't be understood at character {error.position + 1}: {error.reason}."
        raise MacroFailure(reason) from error
    except UnknownName as error:
        raise MacroFailure(str(error)) from error
    return safe(f'<div class="search-macro {use.classes}"{use.marks}>{_list(use, found)}</div>')


def _wanted(use: MacroUse) -> Wanted:
    since = None
    if use.text("lastModified"):
        try:
            since = moment_ago(use.text("lastModified"))
        except BadSpan as error:
            raise MacroFailure(str(error)) from error
    keys, sets = _places(use)
    return Wanted(
        text=use.text("query"),
        space_keys=keys,
        space_sets=sets,
        kinds=_kinds(use) or EVERY_KIND,
        contributors=tuple(listed_values(use, "contributor")),
        since=since,
    )


def _places(use: MacroUse) -> tuple[tuple[str, ...], tuple[SpaceSet, ...]]:
    keys: list[str] = []
    sets: list[SpaceSet] = []
    for value in listed_values(use, "spacekey"):
        word = value.lower()
        if word in SPACE_SETS:
            sets.append(SPACE_SETS[word])
        elif word in PLACES:
            sets.append(SpaceSet(PLACES[word][0][1]) if PLACES[word] else SpaceSet.ALL)
        else:
            keys.append(use.context.space.key if word in OWN_SPACE else value)
    return tuple(keys), tuple(sets)


def _kinds(use: MacroUse) -> tuple[str, ...]:
    """Give the kinds that are named; words that name none are passed over."""
    found: list[str] = []
    for value in listed_values(use, "type"):
        word = KIND_WORDS.get(value.lower(), value.lower())
        found += [kind.value for kind in TYPES.get(word, ())] if word else [""]
    return tuple(dict.fromkeys(found))


def _list(use: MacroUse, found: FoundContent) -> str:
    notice = ""
    if found.by_titles:
        said = gettext("The search index is being built. Meanwhile only titles are searched.")
        notice = f'<p class="smalltext">{said}</p>'
    entries = "".join(_entry(use, result) for result in found.results)
    if not entries:
        return notice + nothing_found("Nothing was found.")
    return f'{notice}<ol class="search-macro-results">{entries}</ol>'


def _entry(use: MacroUse, result: Result) -> str:
    pieces = "".join(
        f"<mark>{escape_text(piece.text)}</mark>" if piece.hit else escape_text(piece.text) for piece in result.excerpt
    )
    excerpt = f'<div class="search-excerpt">{pieces}</div>' if pieces else ""
    match result.thing:
        case Content() as content:
            said = (
                f'{kind_sign(content)}<div class="details">{content_link(use.context, content)} '
                f'<span class="smalltext">{space_link(use.context, content.space)} · '
                f"{user_link(use.context, content.modifier)}, "
                f"{shown_time(use.context, content.modified)}</span>{excerpt}</div>"
            )
        case Space() as space:
            said = f'<div class="details">{space_link(use.context, space)}{excerpt}</div>'
        case User() as user:
            said = f'<div class="details">{user_link(use.context, user)}{excerpt}</div>'
    return f"<li>{said}</li>"
