"""The files of a space, in one list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actor import Actor
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.files import files_in_space
from wiki.queries.links import THUMBNAIL_TYPES
from wiki.queries.listed_content import labels_of_each
from wiki.views.decorators import for_whoever_may
from wiki.views.lists import page_of
from wiki.views.page_frame import space_frame
from wiki.views.parameters import value_of

_LONGEST_ENDING = 20
_LONGEST_LABEL = 255


@for_whoever_may(Action.VIEW)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the files of a space, those of an ending or with a label where that is asked for."""
    space = space_for(actor, value_of(request, "key", "spaceKey"))
    ending = value_of(request, "fileExtension").strip(" .")[:_LONGEST_ENDING]
    label = value_of(request, "label").strip()[:_LONGEST_LABEL]
    page = page_of(request, files_in_space(actor, space, ending=ending, label=label), 100)
    context = {
        **space_frame(actor, space, "pages"),
        "page": page,
        "labels_by_id": labels_of_each(actor, page.object_list),
        "ending": ending,
        "label": label,
        "picture_types": THUMBNAIL_TYPES,
    }
    return render(request, "wiki/attachments/of_space.html", context)
