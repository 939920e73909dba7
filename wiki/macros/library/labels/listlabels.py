"""The macro listlabels."""

from __future__ import annotations

from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.listing.content_list import label_links, nothing_found
from wiki.macros.listing.first_letters import first_letter
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.naming.named_space import named_space_or_all
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.queries.label_lists import labels_in_space
from wiki.queries.labels import popular_labels

MOST_LABELS = 1000


@macro(
    "listlabels",
    title="Labels list",
    aliases=("list-labels", "labels-list"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("spaceKey", "The key of the space; @self if not given, @all for all spaces.", ParameterKind.SPACE,
                  "@self", ("space", "spaces", "key", "")),
        Parameter("excludedLabels", "Labels that are not listed.", aliases=("excludedLabel",)),
    ),
)  # fmt: skip
def listlabels(use: MacroUse) -> SafeString:
    """Lists all labels of a space by name."""
    space = named_space_or_all(use, "spaceKey")
    if space is not None:
        labels = labels_in_space(use.actor, space, MOST_LABELS)
    else:
        labels = sorted(popular_labels(use.actor, None, MOST_LABELS), key=lambda label: label.name)
    excluded = {name.lower() for name in listed_values(use, "excludedLabels")}
    shown = [label for label in labels if label.name not in excluded]
    key = space.key if space is not None else ""
    groups = "".join(
        f"<dt>{escape_text(letter)}</dt><dd>{label_links(use.context, list(group), key)}</dd>"
        for letter, group in groupby(shown, key=lambda label: first_letter(label.name))
    )
    html = f'<dl class="label-index">{groups}</dl>' if groups else nothing_found(gettext("There are no labels yet."))
    return safe(f'<div class="list-labels {use.classes}"{use.marks}>{html}</div>')
