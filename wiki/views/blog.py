"""Lists of blog posts: all of a space, or those of a year, month or day."""

import calendar
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.models import ContentKind, Space
from wiki.permissions.access import space_for, version_for
from wiki.permissions.vocabulary import Action
from wiki.queries.blogposts import blogposts_between, blogposts_of, months_of_blog
from wiki.views.addresses import content_address
from wiki.views.decorators import for_whoever_may
from wiki.views.excerpts import with_excerpts
from wiki.views.lists import page_of
from wiki.views.page_frame import space_frame
from wiki.views.parameters import value_of

_PER_PAGE = 15


@for_whoever_may(Action.VIEW)
def view_blog(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the posts of a space's blog, newest first."""
    space = space_for(actor, value_of(request, "key", "spaceKey"))
    return _listed(request, actor, space, None, None, gettext("Blog"))


def blog_list(
    request: HttpRequest, actor: Actor, space: Space, first: date, *, has_month: bool, has_day: bool
) -> HttpResponse:
    """List the posts of a year, of a month or of a day.

    Args:
        first: the first day of what is asked for.
    """
    if has_day:
        return _listed(request, actor, space, first, first, gettext("Blog: {day}").format(day=date_format(first)))
    if has_month:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        month = date_format(first, "YEAR_MONTH_FORMAT")
        return _listed(request, actor, space, first, last, gettext("Blog: {day}").format(day=month))
    return _listed(
        request, actor, space, first, date(first.year, 12, 31), gettext("Blog: {day}").format(day=first.year)
    )


@for_whoever_may(Action.VIEW)
def view_post_in_space(
    request: HttpRequest, actor: Actor, space_key: str, post_id: str, rest: str = ""
) -> HttpResponse:
    """Bring people from `/spaces/KEY/blog/yyyy/MM/dd/ID/Title` to the post; the id decides."""
    return HttpResponseRedirect(content_address(version_for(actor, int(post_id), kinds=(ContentKind.BLOGPOST,))))


def _listed(
    request: HttpRequest, actor: Actor, space: Space, first: date | None, last: date | None, heading: str
) -> HttpResponse:
    if first is None or last is None:
        posts = blogposts_of(actor, space)
    else:
        posts = blogposts_between(actor, space, first, last)
    page = page_of(request, posts.select_related("body"), _PER_PAGE)
    context = {
        **space_frame(actor, space, "blog"),
        "posts": with_excerpts(page),
        "page": page,
        "heading": heading,
        "months": months_of_blog(actor, space),
        "first_day": first,
    }
    return render(request, "wiki/blog/list.html", context)
