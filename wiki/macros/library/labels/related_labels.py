"""The macro related-labels."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.listing.content_list import label_links, nothing_found
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.models import Content, LabelNamespace
from wiki.queries.label_lists import labels_beside
from wiki.queries.labels import labels_of

MOST_LABELS = 100


@macro(
    "related-labels",
    title="Related labels",
    aliases=("relatedlabels",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("labels", "The labels that others stand with; without any, those of this page.",
                  aliases=("label", "")),
        Parameter("count", "How many labels are shown.", ParameterKind.INTEGER, 50, ("max",), least=1,
                  most=MOST_LABELS),
    ),
)  # fmt: skip
def related_labels(use: MacroUse) -> SafeString:
    """Shows the labels that often stand on the same content as some labels."""
    names = listed_values(use, "labels")
    content = use.context.content
    if not names and isinstance(content, Content):
        names = [label.name for label in labels_of(use.actor, content) if label.namespace == LabelNamespace.GLOBAL]
    labels = labels_beside(use.actor, names, None, use.number("count")) if names else []
    html = label_links(use.context, labels) or nothing_found(gettext("There are no related labels."))
    return safe(f'<div class="related-labels {use.classes}"{use.marks}>{html}</div>')
