"""The macro popular-labels."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import label_link
from wiki.macros.listing.content_list import nothing_found
from wiki.macros.naming.named_space import named_space_or_all
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.models import Label
from wiki.queries.labels import popular_labels as labels_by_use

MOST_LABELS = 500
SIZES = 5


@macro(
    "popular-labels",
    title="Popular labels",
    aliases=("popularlabels",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("count", "How many labels are shown.", ParameterKind.INTEGER, 100, ("max",), least=1,
                  most=MOST_LABELS),
        Parameter("style", "A list by number of uses, or a heatmap by name with the frequent ones larger.",
                  ParameterKind.CHOICE, "list", choices=("list", "heatmap")),
        Parameter("spaceKey", "The key of a space, or @self; without one, all spaces count.", ParameterKind.SPACE,
                  None, ("space", "spaces", "key", "")),
    ),
)  # fmt: skip
def popular_labels(use: MacroUse) -> SafeString:
    """Shows the labels that most content has."""
    space = named_space_or_all(use, "spaceKey")
    labels = labels_by_use(use.actor, space, use.number("count"))
    key = space.key if space is not None else ""
    if not labels:
        html = nothing_found(gettext("There are no labels yet."))
    elif use.text("style") == "heatmap":
        html = _heatmap(use, labels, key)
    else:
        entries = "".join(
            f'<li>{label_link(use.context, label.name, key)} <span class="smalltext">{_uses(label)}</span></li>'
            for label in labels
        )
        html = f'<ol class="popular-labels-list">{entries}</ol>'
    return safe(f'<div class="popular-labels {use.classes}"{use.marks}>{html}</div>')


def _uses(label: Label) -> int:
    return int(getattr(label, "uses", 0))


def _heatmap(use: MacroUse, labels: list[Label], space_key: str) -> str:
    most = max(_uses(label) for label in labels)
    entries = "".join(
        f'<li class="weight-{1 + (SIZES - 1) * _uses(label) // most}">{label_link(use.context, label.name, space_key)}'
        f' <span class="visually-hidden">({_uses(label)})</span></li>'
        for label in sorted(labels, key=lambda each: each.name)
    )
    return f'<ul class="label-cloud heatmap">{entries}</ul>'
