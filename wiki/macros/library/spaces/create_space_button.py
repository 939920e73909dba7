"""The macro create-space-button."""

from __future__ import annotations

from django.utils.safestring import SafeString

from accounts.global_permissions import GlobalPermissionType, has_global
from wiki.macros.base import Freshness, MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe


@macro(
    "create-space-button",
    title="Create space button",
    aliases=("createspacebutton",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("size", "The size of the button: large or small.", ParameterKind.CHOICE, "large",
                  choices=("large", "small")),
    ),
)  # fmt: skip
def create_space_button(use: MacroUse) -> SafeString:
    """Shows a button that leads to the making of a space, to those who may make one."""
    if use.context.target.is_static or not has_global(use.actor, GlobalPermissionType.CREATESPACE):
        return safe("")
    address = escape_text(use.context.address("/spaces/createspace.action"))
    look = "button small" if use.text("size") == "small" else "button primary"
    return safe(
        f'<div class="create-space-button {use.classes}"{use.marks}><a class="{look}" href="{address}">'
        "Create a space</a></div>"
    )
