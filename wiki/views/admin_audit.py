"""The audit log: who did what, where and when."""

import csv
from collections.abc import Iterator

from django import forms
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.queries.audit import audit_entries, audit_events, rows_of
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import for_people
from wiki.views.lists import page_of

_HEAD = ("when", "who", "event", "space", "content id", "subject")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class AuditForm(forms.Form):
    """What the log is narrowed to."""

    who = forms.CharField(required=False, max_length=255, label=_("Who"))
    event = forms.ChoiceField(required=False, label=_("What"))
    space = forms.CharField(required=False, max_length=255, label=_("Space key"))
    since = forms.DateField(required=False, label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, label=_("To"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: object, events: list[str]) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]
        self.fields["event"].choices = [("", _("Everything")), *((event, event) for event in events)]  # type: ignore[attr-defined]


@for_people()
def audit_log(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """List what was done, or give all of it as a table for a spreadsheet."""
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    form = AuditForm(request.GET, audit_events(actor))
    wanted = form.cleaned_data if form.is_valid() else {}
    entries = audit_entries(
        actor,
        who=wanted.get("who", ""),
        what=wanted.get("event", ""),
        space_key=wanted.get("space", ""),
        since=wanted.get("since"),
        until=wanted.get("until"),
    )
    if form.is_valid() and request.GET.get("format") == "csv":
        return _csv(rows_of(entries))
    context = {**admin_frame("audit"), "form": form, "page": page_of(request, entries, 100)}
    return render(request, "wiki/site/audit.html", context, status=200 if form.is_valid() else 400)


def _csv(rows: Iterator[tuple[str, ...]]) -> HttpResponseBase:
    writer = csv.writer(_Echo())
    lines = (writer.writerow([_harmless(cell) for cell in row]) for row in _with_head(rows))
    headers = {"Content-Disposition": 'attachment; filename="audit-log.csv"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _with_head(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield _HEAD
    yield from rows


def _harmless(cell: str) -> str:
    """Keep spreadsheets from taking a title for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


class _Echo:
    """Gives back each line that the writer of the table writes."""

    def write(self, line: str) -> str:
        """Give the line back."""
        return line
