"""The macro recently-used-labels."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import label_link, shown_time
from wiki.macros.listing.content_list import label_links, nothing_found
from wiki.macros.naming.named_space import own_space
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.models import Label
from wiki.queries.label_lists import labels_used_by
from wiki.queries.labels import recently_used_labels as labels_by_time

MOST_LABELS = 100


@macro(
    "recently-used-labels",
    title="Recently used labels",
    aliases=("recentlyusedlabels",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("count", "How many labels are shown.", ParameterKind.INTEGER, 10, ("max",), least=1,
                  most=MOST_LABELS),
        Parameter("scope", "Whose labels: global (the site's), space or personal (your own).", ParameterKind.CHOICE,
                  "global", ("",), choices=("global", "space", "personal")),
        Parameter("style", "A list, or a table that says when each was used.", ParameterKind.CHOICE, "list",
                  choices=("list", "table")),
        Parameter("title", "A heading above the labels."),
    ),
)  # fmt: skip
def recently_used_labels(use: MacroUse) -> SafeString:
    """Shows the labels that were put on content last."""
    labels = _labels(use)
    if not labels:
        html = nothing_found(gettext("No labels were used yet."))
    elif use.text("style") == "table":
        html = _table(use, labels)
    else:
        html = label_links(use.context, labels)
    heading = f"<h3>{escape_text(use.text('title'))}</h3>" if use.text("title") else ""
    return safe(f'<div class="recently-used-labels {use.classes}"{use.marks}>{heading}{html}</div>')


def _labels(use: MacroUse) -> list[Label]:
    count = use.number("count")
    match use.text("scope"):
        case "personal":
            return labels_used_by(use.actor, count)
        case "space":
            return labels_by_time(use.actor, own_space(use), count)
    return labels_by_time(use.actor, None, count)


def _table(use: MacroUse, labels: list[Label]) -> str:
    rows = "".join(
        f'<tr><td class="confluenceTd">{label_link(use.context, str(label))}</td>'
        f'<td class="confluenceTd">{_last_use(use, label)}</td></tr>'
        for label in labels
    )
    return (
        '<div class="table-wrap"><table class="confluenceTable"><thead><tr>'
        f'<th class="confluenceTh" scope="col">{gettext("Label")}</th>'
        f'<th class="confluenceTh" scope="col">{gettext("Last used")}</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _last_use(use: MacroUse, label: Label) -> str:
    moment = getattr(label, "last_used", None)
    return shown_time(use.context, moment) if moment is not None else ""
