"""Making spaces, and what their administrators set: details, categories, archiving, removal."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import AccountError
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import WikiError
from wiki.forms import PersonalSpaceForm, RemoveSpaceForm, SpaceDetailsForm, SpaceForm
from wiki.models import Space
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.categories import categories_of
from wiki.queries.pages import page_by_title
from wiki.services.labels.label import add_label_to_space, remove_label_from_space
from wiki.services.spaces.create import create_personal_space, create_space
from wiki.services.spaces.edit import edit_space, set_space_status
from wiki.services.spaces.remove import remove_space
from wiki.views.addresses import space_address, with_query
from wiki.views.decorators import FORM, WRITE, for_people, for_whoever_may
from wiki.views.page_frame import space_frame
from wiki.views.parameters import flag_of, value_of


@for_people(methods=FORM)
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the form of a new space, or make it."""
    require_global(actor, GlobalPermissionType.CREATESPACE)
    form = SpaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            space = create_space(actor, **form.cleaned_data)
        except (WikiError, AccountError) as error:
            field = getattr(error, "field", None)
            form.add_error(field if field in form.fields else None, str(error))
        else:
            messages.success(
                request, gettext("The space “{name}” was made. This is its home page.").format(name=space.name)
            )
            return HttpResponseRedirect(space_address(space))
    return render(request, "wiki/spaces/create.html", {"form": form}, status=400 if form.errors else 200)


@for_people(methods=FORM)
def create_personal(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the form of one's own space, or make it."""
    require_global(actor, GlobalPermissionType.PERSONALSPACE)
    form = PersonalSpaceForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and actor.user is not None:
        try:
            space = create_personal_space(actor, owner=actor.user, for_all_users=form.cleaned_data["for_all_users"])
        except (WikiError, AccountError) as error:
            form.add_error(None, str(error))
        else:
            return HttpResponseRedirect(space_address(space))
    context = {"form": form, "is_personal": True}
    return render(request, "wiki/spaces/create.html", context, status=400 if form.errors else 200)


@for_whoever_may(Action.ADMINISTER, methods=FORM)
def details(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what a space is called, or change it."""
    space = space_for(actor, value_of(request, "key"), Action.ADMINISTER)
    initial = {
        "name": space.name,
        "description": space.description,
        "home_title": space.home_page.title if space.home_page else "",
    }
    form = SpaceDetailsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            _change(actor, space, form.cleaned_data)
        except (WikiError, AccountError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, gettext("The space was changed."))
            return HttpResponseRedirect(with_query("space-details", key=space.key))
    return _settings(request, actor, space, {"form": form}, 400 if form.errors else 200)


def _change(actor: Actor, space: Space, given: dict[str, Any]) -> None:
    title = given["home_title"].strip()
    home = page_by_title(actor, space, title) if title else None
    edit_space(
        actor,
        key=space.key,
        name=given["name"],
        description=given["description"],
        home_page_id=home.pk if home else None,
    )


def _settings(
    request: HttpRequest, actor: Actor, space: Space, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {
        **space_frame(actor, space, "settings"),
        "categories": categories_of(actor, [space]).get(space.pk, []),
        "removal": RemoveSpaceForm(),
        **context,
    }
    return render(request, "wiki/spaces/settings.html", context, status=status)


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def set_status(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Archive a space, or make it current again."""
    space = set_space_status(actor, key=value_of(request, "key"), status=value_of(request, "status"))
    messages.success(request, gettext("The space is {status} now.").format(status=space.status))
    return HttpResponseRedirect(with_query("space-details", key=space.key))


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def categories(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Put a space into a category, or take it out of one."""
    space = space_for(actor, value_of(request, "key"), Action.ADMINISTER)
    names = value_of(request, "category").replace(",", " ").split()
    for name in names:
        if flag_of(request, "remove"):
            remove_label_from_space(actor, space_key=space.key, label=f"team:{name}")
        else:
            add_label_to_space(actor, space_key=space.key, label=f"team:{name}")
    return HttpResponseRedirect(with_query("space-details", key=space.key))


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove a space with all that is in it, when its key was typed to confirm that."""
    space = space_for(actor, value_of(request, "key"), Action.ADMINISTER)
    removal = RemoveSpaceForm(request.POST)
    if not removal.is_valid() or removal.cleaned_data["confirmation"].strip() != space.key:
        removal.add_error(
            "confirmation",
            gettext("Type {key} to confirm that the space is to be removed for good.").format(key=space.key),
        )
        form = SpaceDetailsForm(initial={"name": space.name, "description": space.description})
        return _settings(request, actor, space, {"form": form, "removal": removal}, 400)
    remove_space(actor, key=space.key)
    messages.success(request, gettext("The space “{name}” was removed for good.").format(name=space.name))
    return HttpResponseRedirect(reverse("space-directory"))
