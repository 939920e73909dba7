"""The macro space-attachments."""

from __future__ import annotations

from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.errors import NoSuchSpace
from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link, file_address, shown_time, user_link
from wiki.macros.embedding.attached_files import shown_size, small_image
from wiki.macros.naming.listed_values import OWN_SPACE
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.models import Content, Space
from wiki.permissions.access import space_for
from wiki.queries.files import files_in_space
from wiki.storage_format.references import space_or

MOST_FILES = 100


@macro(
    "space-attachments",
    title="Space attachments",
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("space", "The space whose files are listed; this one if not given.", ParameterKind.SPACE, None,
                  ("", "spaceKey", "key")),
        Parameter("showFilter", "Whether there are fields to choose files by ending and label.",
                  ParameterKind.BOOLEAN, default=True),
        Parameter("fileExtension", "The ending of the files that are listed; any if not given."),
        Parameter("label", "A label that the listed files have; any if not given.", aliases=("labels",)),
        Parameter("max", "How many files show at most.", ParameterKind.INTEGER, 20, least=1, most=MOST_FILES),
    ),
)  # fmt: skip
def space_attachments(use: MacroUse) -> SafeString:
    """Lists the files attached to the pages of a space, the last changed first."""
    space = _space(use)
    most = use.number("max")
    found = files_in_space(use.actor, space, ending=use.text("fileExtension"), label=use.text("label"))
    files = list(found.select_related("host", "host__space")[: most + 1])
    is_static = use.context.target.is_static
    search = _filter(use, space) if use.flag("showFilter") and not is_static else ""
    body = _table(use, files[:most]) if files else f'<p class="macro-empty">{gettext("No files are attached.")}</p>'
    if len(files) > most and not is_static:
        body += f'<p><a href="{escape_text(_list_address(use, space))}">{gettext("All files of this space")}</a></p>'
    return safe(f'<div class="space-attachments {use.classes}"{use.marks}>{search}{body}</div>')


def _space(use: MacroUse) -> Space:
    given = use.space("space")
    own = use.context.space
    key = own.key if given is None or given.key.lower() in OWN_SPACE else space_or(given.key, own.key)
    try:
        return space_for(use.actor, key)
    except NoSuchSpace:
        raise MacroFailure(gettext("this space does not exist, or you may not see it.")) from None


def _list_address(use: MacroUse, space: Space) -> str:
    fields = {"key": space.key, "fileExtension": use.text("fileExtension"), "label": use.text("label")}
    given = {name: value for name, value in fields.items() if value}
    return use.context.address(f"/spaces/listattachmentsforspace.action?{urlencode(given)}")


def _filter(use: MacroUse, space: Space) -> str:
    form = attributes_html(
        {"class": "file-filter", "action": use.context.address("/spaces/listattachmentsforspace.action")}
    )
    key = attributes_html({"type": "hidden", "name": "key", "value": space.key})
    return (
        f"<form{form}><input{key}>"
        '<label>Ending <input name="fileExtension" maxlength="20" placeholder="pdf" autocomplete="off"></label>'
        '<label>Label <input name="label" maxlength="255" autocomplete="off"></label>'
        '<button class="button" type="submit">Filter</button></form>'
    )


def _table(use: MacroUse, files: list[Content]) -> str:
    heads = (
        f'<th scope="col">{gettext("File")}</th><th scope="col" class="size-column">{gettext("Size")}</th>'
        f'<th scope="col">{gettext("Changed")}</th><th scope="col">{gettext("Attached to")}</th>'
    )
    rows = "".join(_row(use, file) for file in files)
    return (
        '<div class="table-wrap"><table class="attachments aui">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(use: MacroUse, file: Content) -> str:
    picture = ""
    if not use.context.target.is_static:
        picture = f'<span class="attachment-picture">{small_image(use, file, side=48)}</span>'
    link = {"class": "filename", "href": file_address(use.context, file)}
    place = content_link(use.context, file.container, file.host.title) if file.container and file.host else ""
    marks = attributes_html({"class": "attachment-row", "data-attachment-id": str(file.pk)})
    return (
        f'<tr{marks}><td class="filename-column"><div class="attachment-name">{picture}'
        f"<a{attributes_html(link)}>{escape_text(file.title)}</a></div></td>"
        f'<td class="size-column">{escape_text(shown_size(file.file_size))}</td>'
        f'<td class="modified-column">{shown_time(use.context, file.modified)} by '
        f"{user_link(use.context, file.modifier)}</td><td>{place}</td></tr>"
    )
