"""The macro attachments."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import file_address, label_link, shown_time, user_link
from wiki.macros.embedding.attached_files import shown_size, small_image
from wiki.macros.naming.subject import subject
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.macros.title_pattern import BadPattern, TitlePattern
from wiki.models import Content, Label
from wiki.permissions.decide import allowed_actions
from wiki.permissions.vocabulary import Action
from wiki.queries.files import files_of, having_labels, versions_by_content
from wiki.queries.listed_content import labels_of_each

MOST_FILES = 500
MOST_PATTERNS = 20
_PIECES = re.compile(r"\\.|[,\[\]{}]|[^,\[\]{}\\]+|\\")
_CLOSING = {"[": "]", "{": "}"}

_ORDERS: dict[str, tuple[Callable[[Content], Any], bool]] = {
    "name": (lambda file: (file.title_folded, file.pk), False),
    "date": (lambda file: (file.modified, file.pk), True),
    "createddate": (lambda file: (file.created, file.pk), True),
    "createdate": (lambda file: (file.created, file.pk), True),
    "size": (lambda file: (file.file_size, file.pk), True),
}
"""By what files are sorted, and whether the largest comes first when the page does not say."""


@macro(
    "attachments",
    title="Attachments",
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("page", "The page whose files are listed; this one if not given.", ParameterKind.PAGE, None, ("",)),
        Parameter("patterns", "Regular expressions for whole file names, with commas between: .*jpg,.*png"),
        Parameter("labels", "Labels, with commas between, that the files must all have.", aliases=("label",)),
        Parameter("old", "Whether earlier versions are listed, too.", ParameterKind.BOOLEAN, default=False),
        Parameter(
            "sortBy", "What the files are sorted by.", ParameterKind.CHOICE, "date",
            choices=("name", "date", "size", "createddate", "createdate"),
        ),
        Parameter(
            "sortOrder", "The direction; if not given, the newest or largest first, and names from A to Z.",
            ParameterKind.CHOICE, choices=("", "ascending", "descending"),
        ),
        Parameter("upload", "Whether files can be attached from the list.", ParameterKind.BOOLEAN, default=False),
        Parameter("preview", "Whether pictures show small beside their names.", ParameterKind.BOOLEAN, default=True),
    ),
)  # fmt: skip
def attachments(use: MacroUse) -> SafeString:
    """Lists the files attached to this page, or to another, with size, date and labels."""
    content = subject(use)
    files = _chosen(use, content)
    shown = files[:MOST_FILES]
    upload = _upload(use, content) if use.flag("upload") and not use.context.target.is_static else ""
    body = _table(use, shown) if shown else f'<p class="macro-empty">{gettext("No files are attached.")}</p>'
    if len(files) > len(shown):
        body += f'<p class="quiet">{len(files) - len(shown)} more are not listed.</p>'
    elif len(shown) > 1 and not use.context.target.is_static and not _is_narrowed(use):
        address = use.context.address(f"/pages/downloadallattachments.action?pageId={content.pk}")
        body += f'<p><a class="download-all-link" href="{escape_text(address)}">{gettext("Download all")}</a></p>'
    return safe(f'<div class="plugin_attachments_container {use.classes}"{use.marks}>{body}{upload}</div>')


def _is_narrowed(use: MacroUse) -> bool:
    return bool(use.text("patterns") or use.text("labels"))


def _chosen(use: MacroUse, content: Content) -> list[Content]:
    found = files_of(use.actor, [content.pk])
    labels = [label for label in use.text("labels").split(",") if label.strip()]
    if labels:
        found = having_labels(found, labels[:MOST_PATTERNS])
    files = list(found)
    patterns = _patterns(use.text("patterns"))
    if patterns:
        files = [file for file in files if any(pattern.matches(file.title) for pattern in patterns)]
    key, is_falling = _ORDERS[use.text("sortBy")]
    if use.text("sortOrder"):
        is_falling = use.text("sortOrder") == "descending"
    return sorted(files, key=key, reverse=is_falling)


def _patterns(given: str) -> list[TitlePattern]:
    try:
        return [TitlePattern(part.strip()) for part in _at_commas(given)[:MOST_PATTERNS] if part.strip()]
    except BadPattern as error:
        raise MacroFailure(gettext("patterns can't be used: {error}").format(error=error)) from error


def _at_commas(text: str) -> list[str]:
    """Part a text at its commas, those in brackets and braces apart: they belong to a pattern."""
    parts = [""]
    closing = ""
    for piece in _PIECES.findall(text):
        if piece == "," and not closing:
            parts.append("")
            continue
        parts[-1] += piece
        if closing:
            closing = "" if piece == closing else closing
        else:
            closing = _CLOSING.get(piece, "")
    return parts


def _table(use: MacroUse, files: list[Content]) -> str:
    ids = [file.pk for file in files]
    labels = labels_of_each(use.actor, files)
    versions = versions_by_content(use.actor, ids) if use.flag("old") else {}
    rows = "".join(
        _row(use, file, labels.get(file.pk, [])) + "".join(_old(use, file, each) for each in versions.get(file.pk, ()))
        for file in files
    )
    return (
        '<div class="plugin_attachments_table_container table-wrap"><table class="attachments aui">'
        f'<thead><tr><th scope="col">{gettext("File")}</th><th scope="col" class="size-column">{gettext("Size")}</th>'
        f'<th scope="col" class="modified-column">{gettext("Changed")}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(use: MacroUse, file: Content, labels: list[Label]) -> str:
    marks = attributes_html(
        {"class": "attachment-row", "id": f"attachment_{file.pk}", "data-attachment-id": str(file.pk)}
    )
    link = {"class": "filename", "href": file_address(use.context, file), "data-filename": file.title}
    picture = ""
    if use.flag("preview") and not use.context.target.is_static:
        picture = f'<span class="attachment-picture">{small_image(use, file, side=48)}</span>'
    comment = f'<p class="quiet">{escape_text(file.version_comment)}</p>' if file.version_comment else ""
    chips = " ".join(label_link(use.context, str(label)) for label in labels)
    chips = f'<p class="attachment-labels">{chips}</p>' if chips else ""
    return (
        f'<tr{marks}><td class="filename-column"><div class="attachment-name">{picture}'
        f"<div><a{attributes_html(link)}>{escape_text(file.title)}</a>{comment}{chips}</div></div></td>"
        f'<td class="size-column">{escape_text(shown_size(file.file_size))}</td>{_changed(use, file)}</tr>'
    )


def _old(use: MacroUse, file: Content, version: Content) -> str:
    plain = file_address(use.context, file).partition("?")[0]
    link = {"href": f"{plain}?version={version.version}", "aria-label": f"Version {version.version} of {file.title}"}
    comment = f' <span class="quiet">{escape_text(version.version_comment)}</span>' if version.version_comment else ""
    return (
        f'<tr class="attachment-history"><td class="filename-column"><a{attributes_html(link)}>'
        f"Version {version.version}</a>{comment}</td>"
        f'<td class="size-column">{escape_text(shown_size(version.file_size))}</td>{_changed(use, version)}</tr>'
    )


def _changed(use: MacroUse, version: Content) -> str:
    by = user_link(use.context, version.modifier)
    return f'<td class="modified-column">{shown_time(use.context, version.modified)} by {by}</td>'


def _upload(use: MacroUse, content: Content) -> str:
    """Write the way to attach files: a link and, for the script that knows the reader's form token, a form."""
    if Action.ATTACH not in allowed_actions(use.actor, content, [Action.ATTACH]):
        return ""
    listed = use.context.address(f"/pages/viewpageattachments.action?pageId={content.pk}")
    form = attributes_html(
        {
            "class": "macro-upload",
            "method": "post",
            "enctype": "multipart/form-data",
            "action": use.context.address("/pages/doattachfile.action"),
        }
    )
    return (
        f'<p class="macro-upload-link"><a class="button small" href="{escape_text(listed)}">'
        f"{gettext('Attach files')}</a></p>"
        f'<form{form} data-drop hidden><input type="hidden" name="pageId" value="{content.pk}">'
        f'<label>{gettext("Attach files")} <input type="file" name="file" multiple required></label>'
        '<button class="button small" type="submit">Attach</button></form>'
    )
