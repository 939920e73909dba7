"""The macro unmigrated-wiki-markup."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import BodyKind, MacroFailure, MacroUse
from wiki.macros.catalogue import REGISTERED
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.markup.conversion import convert
from wiki.markup.errors import MarkupTooLong


@macro(
    "unmigrated-wiki-markup",
    title="Wiki markup",
    body=BodyKind.PLAIN,
    aliases=("unmigrated-inline-wiki-markup", "wiki-markup"),
)
def unmigrated_wiki_markup(use: MacroUse) -> SafeString:
    """Shows text in wiki markup, which older wikis left in pages where they could not convert it."""
    try:
        storage = convert(use.plain_body, REGISTERED)
    except MarkupTooLong as error:
        raise MacroFailure(gettext("its text is too long.")) from error
    return safe(f'<div class="wiki-markup-macro {use.classes}"{use.marks}>{use.facts.nested.storage(storage)}</div>')
