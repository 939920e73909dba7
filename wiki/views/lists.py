"""Long lists, a page at a time."""

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from wiki.views.parameters import page_number

Row = TypeVar("Row", bound=Model)

PER_PAGE = 50
CHANGE_NEEDS = ("space", "modifier", "container__space", "host__space")
"""What a list of changes shows of each content besides its own row."""


def page_of(request: HttpRequest, rows: QuerySet[Row], per_page: int = PER_PAGE) -> Page[Row]:
    """Give the part of a list that is asked for; a page behind the end gives the last one."""
    return Paginator(rows, per_page).get_page(page_number(request))
