"""The form of a new personal token; what it holds is checked by the service."""

from django import forms
from django.utils.translation import gettext_lazy as _

from remoteapi.personal_tokens import NAME_LENGTH

NEVER = 0


class PersonalTokenForm(forms.Form):
    """What the token is for, what it opens, and how long it lives."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        help_text=_("What it is for, such as “nightly publishing”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    may_change = forms.TypedChoiceField(
        label=_("It can"),
        choices=(("no", _("only read")), ("yes", _("read and change what I may"))),
        coerce=lambda chosen: chosen == "yes",
        initial="no",
    )
    days = forms.TypedChoiceField(
        label=_("It expires"),
        choices=((30, _("in 30 days")), (90, _("in 90 days")), (365, _("in a year")), (NEVER, _("never"))),
        coerce=int,
        initial=90,
    )
