"""The macros status-list and network, whose content this wiki does not show."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import MacroUse
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe


@macro("status-list", title="User status list", aliases=("statuslist",))
def status_list(use: MacroUse) -> SafeString:
    """Stands in old pages for the status messages of somebody; this wiki has none, and it says so."""
    return _replaced(
        use,
        gettext(
            "Status messages are not kept in this wiki. What somebody wrote is listed by the macro content-by-user."
        ),
    )


@macro("network", title="Network")
def network(use: MacroUse) -> SafeString:
    """Stands in old pages for the people whom somebody follows; this wiki shows that to nobody else, and it says so."""
    return _replaced(
        use,
        gettext(
            "Whom somebody follows is shown to nobody else in this wiki. What changed last is listed by the macro "
            "recently-updated, also for single authors."
        ),
    )


def _replaced(use: MacroUse, said: str) -> SafeString:
    return safe(f'<p class="replaced-macro {use.classes}"{use.marks}>{escape_text(said)}</p>')
