"""The pages whose contributors a macro counts, as its parameters say."""

from __future__ import annotations

from django.db.models import QuerySet

from wiki.macros.base import MacroUse
from wiki.macros.naming.listed_values import all_of, kind_conditions, label_conditions, listed_values, space_conditions
from wiki.macros.naming.subject import subject
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.models import Content
from wiki.queries.contributions import part_of_tree
from wiki.queries.listed_content import listed_content

PARAMETERS = (
    Parameter("page", "The page that counts; this one if not given.", ParameterKind.PAGE, None),
    Parameter(
        "scope", "Which pages below it count, too.", ParameterKind.CHOICE, "this",
        choices=("this", "children", "descendants"),
    ),
    Parameter("spaces", "Spaces whose pages all count instead: keys, @self, @all, @global or @personal.",
              aliases=("space",)),
    Parameter("contentType", "Of spaces, whether pages or blogposts count; both if not given."),
    Parameter("labels", "Labels, with commas between; pages with none of them do not count.", aliases=("label",)),
)  # fmt: skip
"""The parameters that say which pages count."""


def counted_pages(use: MacroUse) -> QuerySet[Content]:
    """Give the visible pages and blog posts that a macro with `PARAMETERS` counts.

    Raises:
        MacroFailure: there is no such page for this reader.
    """
    labels = listed_values(use, "labels")
    spaces = listed_values(use, "spaces")
    if use.page("page") is None and spaces:
        kinds = kind_conditions(listed_values(use, "contentType"), ("page", "blogpost"))
        return listed_content(use.actor, all_of(space_conditions(use, spaces), kinds, label_conditions(labels)))
    return part_of_tree(use.actor, subject(use), use.text("scope"), labels)
