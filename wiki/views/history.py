"""The history of a page and what the wiki knows of it; bringing back and removing versions."""

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.models import ContentKind, LabelNamespace
from wiki.permissions.access import content_for
from wiki.permissions.vocabulary import Action
from wiki.queries.archived_pages import listed_below
from wiki.queries.attachments import attachments_of
from wiki.queries.history import versions_of
from wiki.queries.labels import labels_of
from wiki.queries.links import incoming_links
from wiki.queries.outgoing_links import outgoing_links
from wiki.queries.pages import children_of
from wiki.queries.recent import contributors_of
from wiki.queries.restrictions import inherited_by, restrictions_of
from wiki.queries.short_addresses import tiny_code
from wiki.queries.view_counts import views_of
from wiki.services.pages.versions import remove_version, restore_version
from wiki.views.addresses import content_address, with_query
from wiki.views.decorators import WRITE, for_whoever_may
from wiki.views.lists import CHANGE_NEEDS, page_of
from wiki.views.page_frame import content_frame
from wiki.views.parameters import required_id, value_of, version_number

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_LINKS_SHOWN = 50
_CHILDREN_SHOWN = 20
_VERSIONS_SHOWN = 5


@for_whoever_may(Action.VIEW)
def versions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the versions of a page or blog post."""
    content = content_for(actor, required_id(request, "pageId"), kinds=_TEXTS)
    page = page_of(request, versions_of(actor, content))
    context = {**content_frame(actor, content), "page": page}
    return render(request, "wiki/history/versions.html", context)


@for_whoever_may(Action.VIEW)
def information(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Tell all that the wiki knows of a page or blog post."""
    content = content_for(actor, required_id(request, "pageId"), kinds=_TEXTS)
    labels = [label for label in labels_of(actor, content) if label.namespace != LabelNamespace.MY]
    incoming = list(incoming_links(actor, content).select_related(*CHANGE_NEEDS)[: _LINKS_SHOWN + 1])
    below = listed_below(children_of(actor, content), content)
    children = list(below[: _CHILDREN_SHOWN + 1])
    context = {
        **content_frame(actor, content),
        "labels": labels,
        "outgoing": outgoing_links(actor, content),
        "children": children[:_CHILDREN_SHOWN],
        "more_children": len(children) > _CHILDREN_SHOWN,
        "versions": versions_of(actor, content)[:_VERSIONS_SHOWN],
        "incoming": incoming[:_LINKS_SHOWN],
        "more_incoming": len(incoming) > _LINKS_SHOWN,
        "contributors": list(contributors_of(actor, content)),
        "restrictions": [*restrictions_of(actor, content), *inherited_by(actor, content)],
        "attached": attachments_of(actor, content).aggregate(count=Count("pk"), size=Sum("file_size")),
        "views": views_of(content),
        "child_count": below.count(),
        "tiny": tiny_code(content.pk),
        "character_count": len(content.storage),
    }
    return render(request, "wiki/history/information.html", context)


@for_whoever_may(Action.EDIT, methods=WRITE)
def restore(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make an earlier version the current one again, as a new version."""
    content = content_for(actor, required_id(request, "pageId"), Action.EDIT, kinds=_TEXTS)
    number = version_number(value_of(request, "version"))
    restored = restore_version(
        actor, content_id=content.pk, version=number, version_comment=value_of(request, "versionComment")
    )
    messages.success(
        request,
        gettext("Version {number} was restored; it is now version {version}.").format(
            number=number, version=restored.version
        ),
    )
    return HttpResponseRedirect(content_address(restored))


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove an earlier version for good."""
    content = content_for(actor, required_id(request, "pageId"), kinds=_TEXTS)
    number = version_number(value_of(request, "version"))
    remove_version(actor, content_id=content.pk, version=number)
    messages.success(request, gettext("Version {number} was removed.").format(number=number))
    return HttpResponseRedirect(with_query("page-history", pageId=content.pk))
