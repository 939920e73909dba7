"""Sharing a page or blog post: with people of the wiki, and its short link for everywhere else."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actor import Actor
from accounts.errors import NoSuchGroup, NoSuchUser, NotPermitted
from accounts.queries import may_view_profiles
from wiki.errors import BadValue
from wiki.models import Content, ContentKind
from wiki.notifications.addresses import short_address_of
from wiki.notifications.sending import is_mail_sent
from wiki.permissions.access import content_for
from wiki.permissions.vocabulary import Action
from wiki.queries.share_audience import ShareAudience, share_audience, takes_outside_addresses
from wiki.services.shares.share import LONGEST_NOTE, share_content
from wiki.views.addresses import content_address
from wiki.views.decorators import FORM, for_whoever_may
from wiki.views.dialogs import leads_to
from wiki.views.page_frame import content_frame
from wiki.views.parameters import flag_of, required_id, storage_of, value_of

_BETWEEN = {
    "usernames": re.compile(r"[\s,;]+"),
    "groups": re.compile(r"[\n,;]+"),
    "addresses": re.compile(r"[\s,;]+"),
}
_LONGEST_LIST = 10_000


@for_whoever_may(Action.VIEW, methods=FORM)
def share(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the form that shares a page, or tell those whom it names; who of them may not view it is said before."""
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST)
    content = content_for(actor, required_id(request, "pageId"), kinds=kinds)
    given = {name: value_of(request, name)[:_LONGEST_LIST] for name in _BETWEEN}
    note, problem, barred = storage_of(request, "note"), "", None
    if request.method == "POST":
        names = {name: _names(name, given[name]) for name in _BETWEEN}
        try:
            audience = share_audience(actor, content, **names)
            barred = audience if (audience.barred or audience.barred_members) else None
            if barred is None or flag_of(request, "others"):
                told = share_content(actor, content_id=content.pk, note=note, **names)
                messages.success(request, _told(told.recipients))
                return leads_to(request, content_address(content))
        except (BadValue, NoSuchUser, NoSuchGroup, NotPermitted) as error:
            problem = str(error)
    context = {
        **content_frame(actor, content),
        "given": given,
        "note": note,
        "longest_note": LONGEST_NOTE,
        "problem": problem,
        "warnings": _warnings(content, barred) if barred and not problem else [],
        "may_share_with_others": barred is not None and barred.size > 0,
        "short_address": short_address_of(content.pk),
        "may_name_people": actor.user is not None and may_view_profiles(actor),
        "takes_addresses": takes_outside_addresses() and is_mail_sent(),
        "is_mailed": is_mail_sent(),
        "names_at": reverse("name-suggestions"),
    }
    return render(request, "wiki/share/share.html", context, status=400 if problem else 200)


def _names(kind: str, given: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in _BETWEEN[kind].split(given) if name.strip()))


def _told(count: int) -> str:
    return ngettext("{count} person is told of it.", "{count} people are told of it.", count).format(count=count)


def _warnings(content: Content, audience: ShareAudience) -> list[str]:
    """Say who may not view the content and will hear nothing of it."""
    is_post = content.kind == ContentKind.BLOGPOST
    one = _("{name} may not view this blog post.") if is_post else _("{name} may not view this page.")
    said = [one.format(name=user.display_name) for user in audience.barred]
    if audience.barred_members:
        count = audience.barred_members
        said.append(
            ngettext(
                "{count} member of these groups may not view it.",
                "{count} members of these groups may not view it.",
                count,
            ).format(count=count)
        )
    return said
