"""The floor: bare Django views that look up and write the same rows, without permissions, parsing or templates.

What the wiki takes longer than these is what its own work costs; what these take is Django, the web server and the
database.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from accounts.models import ANONYMOUS_USER_ID, GlobalPermission
from remoteapi.models import LoginToken
from wiki.models import Body, Content, ContentKind, ContentStatus, Labelling, allot_id

COUNT_HEADER = "X-Count-Queries"


class CountQueries:
    """Tells in a header how many queries a request made, when the request asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if COUNT_HEADER not in request.headers:
            return self.get_response(request)
        count = 0

        def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*arguments)

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response[COUNT_HEADER] = str(count)
        return response


@csrf_exempt
def admit(request: HttpRequest) -> HttpResponse:
    """Look up what every call looks up: the session of a token, its user's groups, and what may be done by both."""
    digest = hashlib.sha256(request.headers["X-Token"].encode()).hexdigest()
    user = LoginToken.objects.select_related("user").get(digest=digest).user
    groups = dict(Group.objects.filter(user=user).values_list("id", "name"))
    names = GlobalPermission.granted_to(user_ids=(user.pk, ANONYMOUS_USER_ID), group_ids=tuple(groups))
    size = len(request.read())
    return HttpResponse(f"{size} {sorted(names)}", content_type="text/plain")


def read(request: HttpRequest, content_id: int) -> HttpResponse:
    """Look up a page with its body and space, as getPage does."""
    page = Content.objects.select_related("body", "space", "creator", "modifier").get(pk=content_id)
    return HttpResponse(f"{page.space.key} {page.title}\n{page.storage}", content_type="text/plain")


def view(request: HttpRequest, content_id: int) -> HttpResponse:
    """Look up what a page view shows: page, ancestors, siblings, children, comments, attachments and labels."""
    page = Content.objects.select_related("body", "space", "creator", "modifier").get(pk=content_id)
    pages = Content.objects.filter(kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
    rows = [
        *pages.filter(pk__in=page.ancestor_ids),
        *pages.filter(parent_id=page.parent_id),
        *pages.filter(parent_id=page.pk),
        *Content.objects.filter(host_id=page.pk, kind=ContentKind.COMMENT, status=ContentStatus.CURRENT),
        *Content.objects.filter(container_id=page.pk, kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT),
    ]
    labels = Labelling.objects.filter(content_id=page.pk).select_related("label")
    shown = "".join(f"<li>{row.title}</li>" for row in rows) + "".join(f"<li>{row.label}</li>" for row in labels)
    return HttpResponse(f"<h1>{page.title}</h1><ul>{shown}</ul>{page.storage}")


@csrf_exempt
def store(request: HttpRequest, parent_id: int) -> HttpResponse:
    """Write the rows of a new page, as storePage does."""
    with transaction.atomic():
        parent = Content.objects.get(pk=parent_id)
        page_id = allot_id()
        page = Content(
            id=page_id,
            kind=ContentKind.PAGE,
            space_id=parent.space_id,
            host_id=page_id,
            parent=parent,
            path=parent.subtree_path,
        )
        page.retitle(f"Floor {page_id}")
        page.save(force_insert=True)
        Body.objects.create(content_id=page_id, storage=request.body.decode())
    return HttpResponse(str(page_id))


@csrf_exempt
def update(request: HttpRequest, content_id: int) -> HttpResponse:
    """Write the rows of a new version of a page, as updatePage does."""
    with transaction.atomic():
        page = Content.objects.get(pk=content_id)
        kept_id = allot_id()
        kept = Content(id=kept_id, kind=page.kind, status=ContentStatus.HISTORICAL, current=page, host=page)
        kept.space_id, kept.version = page.space_id, page.version
        kept.retitle(page.title)
        kept.save(force_insert=True)
        Body.objects.filter(pk=content_id).update(content_id=kept_id)
        page.version += 1
        page.save()
        Body.objects.create(content_id=content_id, storage=request.body.decode())
    return HttpResponse(str(page.version))
