"""What somebody is told by mail: their choices, and what they watch."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.actor import Actor
from accounts.services.preferences import set_user_preference
from wiki.queries.email_preferences import DAILY, SHOW_DIFFERENCE, TELL_OWN, WATCH_OWN, email_preferences_of
from wiki.queries.watch_links import stop_token
from wiki.queries.watches import followed_people, watched_contents, watched_labels, watched_spaces
from wiki.views.decorators import FORM, for_people
from wiki.views.lists import page_of


class EmailSettingsForm(forms.Form):
    """The choices, as check boxes."""

    watch_own = forms.BooleanField(
        required=False,
        label=gettext_lazy("Watch what I work on"),
        help_text=gettext_lazy(
            "Pages and blog posts that you make, edit or comment on are watched from then on, minor edits apart."
        ),
    )
    tell_own = forms.BooleanField(
        required=False,
        label=gettext_lazy("Tell me of my own changes"),
        help_text=gettext_lazy("Otherwise you are told of what others do."),
    )
    show_difference = forms.BooleanField(
        required=False,
        label=gettext_lazy("Show what changed"),
        help_text=gettext_lazy("Mails about edits have the difference in them, and not only a link to it."),
    )
    daily = forms.BooleanField(
        required=False,
        label=gettext_lazy("One mail a day"),
        help_text=gettext_lazy("What you have not read of a day comes in one mail in the morning."),
    )


_KEYS = {"watch_own": WATCH_OWN, "tell_own": TELL_OWN, "show_difference": SHOW_DIFFERENCE, "daily": DAILY}


@for_people(methods=FORM)
def edit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the choices, or change them."""
    user_id = actor.user_id or 0
    now = email_preferences_of([user_id])[user_id]
    before = {name: getattr(now, name) for name in _KEYS}
    form = EmailSettingsForm(request.POST if request.method == "POST" else None, initial=before, label_suffix="")
    if form.is_valid():
        with transaction.atomic():
            for name, chosen in form.cleaned_data.items():
                if chosen != before[name]:
                    set_user_preference(actor, username=actor.username, key=_KEYS[name], value=chosen)
        messages.success(request, gettext("Your choices were saved."))
        return HttpResponseRedirect(reverse("email-settings"))
    return render(request, "wiki/watches/settings.html", {"form": form, "tab": "settings", "person": actor.user})


@for_people()
def watches(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what the reader watches: spaces, labels, people, pages and blog posts."""
    context = {
        "spaces": [(each, stop_token(each.pk, each.user_id)) for each in watched_spaces(actor)],
        "page": (page := page_of(request, watched_contents(actor))),
        "contents": [(each, stop_token(each.pk, each.user_id)) for each in page],
        "labels": [(each, stop_token(each.pk, each.user_id)) for each in watched_labels(actor)],
        "people": [(each, stop_token(each.pk, each.user_id)) for each in followed_people(actor)],
        "tab": "watches",
        "person": actor.user,
    }
    return render(request, "wiki/watches/list.html", context)
