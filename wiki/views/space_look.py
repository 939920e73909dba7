"""How the screens of a space look: its logo and its colour."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.errors import BadPicture
from wiki.models import Space
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.services.spaces.look import remove_space_logo, set_space_colour, set_space_logo
from wiki.views.addresses import with_query
from wiki.views.decorators import FORM, for_whoever_may
from wiki.views.look_form import LookForm
from wiki.views.page_frame import space_frame
from wiki.views.parameters import value_of


@for_whoever_may(Action.ADMINISTER, methods=FORM)
def look(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how a space looks, or change it."""
    space = space_for(actor, value_of(request, "key"), Action.ADMINISTER)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LookForm(*given, accent=space.accent, logo=space.logo_id, inherited=_("As the site"))
    if form.is_valid():
        try:
            _change(actor, space, form)
        except BadPicture as error:
            form.add_error("logo", str(error))
        else:
            messages.success(request, _("The look of the space was changed."))
            return HttpResponseRedirect(with_query("space-look", key=space.key))
    context = {**space_frame(actor, space, "settings"), "form": form}
    return render(request, "wiki/spaces/look.html", context, status=400 if form.errors else 200)


def _change(actor: Actor, space: Space, form: LookForm) -> None:
    upload = form.upload
    if upload is not None:
        set_space_logo(actor, key=space.key, data=upload)
    elif form.cleaned_data.get("remove_logo"):
        remove_space_logo(actor, key=space.key)
    set_space_colour(actor, key=space.key, accent=form.chosen)
