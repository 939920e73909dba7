"""The forms of the wiki's screens; what they hold is checked by the services."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wiki.models import Space


class SpaceForm(forms.Form):
    """A space to be."""

    name = forms.CharField(
        max_length=255, label=_("Name"), help_text=_("What people see, as in “Product documentation”.")
    )
    key = forms.CharField(
        max_length=255,
        label=_("Key"),
        help_text=_("Short, letters and digits only, as in DOCS. It is part of the address of every page."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )
    description = forms.CharField(required=False, label=_("Description"), widget=forms.Textarea(attrs={"rows": 3}))
    for_all_users = forms.BooleanField(
        required=False, initial=True, label=_("Everybody who can log in may read and write in it")
    )


class PersonalSpaceForm(forms.Form):
    """One's own space to be."""

    for_all_users = forms.BooleanField(
        required=False, initial=True, label=_("Everybody who can log in may read and write in it")
    )


class SpaceDetailsForm(forms.Form):
    """What a space is called."""

    name = forms.CharField(max_length=255, label=_("Name"))
    description = forms.CharField(required=False, label=_("Description"), widget=forms.Textarea(attrs={"rows": 3}))
    home_title = forms.CharField(
        required=False, max_length=255, label=_("Home page"), help_text=_("The title of a page of this space.")
    )


class RemoveSpaceForm(forms.Form):
    """The removal of a space, confirmed by typing its key."""

    confirmation = forms.CharField(
        max_length=255,
        label=_("Type the key of the space to confirm"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class _PlaceForm(forms.Form):
    """A place in the tree of a space."""

    spaceKey = forms.ChoiceField(label=_("Space"))
    targetTitle = forms.CharField(
        required=False,
        max_length=255,
        label=_("Page"),
        help_text=_("The title of a page of that space. Empty means the top level."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-choose-page": ""}),
    )

    def __init__(self, *args: object, spaces: list[Space], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(space.key, f"{space.name} ({space.key})") for space in spaces]
        self.fields["spaceKey"].choices = choices  # type: ignore[attr-defined]
        self.fields["targetTitle"].widget.attrs["data-choose-page"] = reverse("editor-pages")


class MoveForm(_PlaceForm):
    """Where a page goes to."""

    position = forms.ChoiceField(
        choices=(
            ("append", _("Below that page, as its last child")),
            ("above", _("Beside that page, before it")),
            ("below", _("Beside that page, after it")),
        ),
        widget=forms.RadioSelect,
        required=False,
        initial="append",
        label=_("Place"),
    )


class CopyForm(_PlaceForm):
    """What a copy of a page is called, where it stands and what goes along."""

    title = forms.CharField(max_length=255, label=_("Title of the copy"))
    attachments = forms.BooleanField(required=False, initial=True, label=_("Copy the attachments"))
    labels = forms.BooleanField(required=False, initial=True, label=_("Copy the labels"))
    permissions = forms.BooleanField(required=False, label=_("Copy the restrictions"))
    children = forms.BooleanField(required=False, label=_("Copy the pages below it, too"))
    find = forms.CharField(
        required=False, max_length=255, strip=False, label=_("Replace in the titles of the pages below")
    )
    replace = forms.CharField(
        required=False, max_length=255, strip=False, label=pgettext_lazy("what a text is replaced by", "By")
    )
    title_prefix = forms.CharField(
        required=False,
        max_length=100,
        strip=False,
        label=_("Begin the titles of the pages below with"),
        help_text=_("Titles are unique in a space: a copy whose title is taken gets a number."),
    )

    field_order = ("title", "spaceKey", "targetTitle")


class AttachmentForm(forms.Form):
    """Name and comment of an attachment."""

    name = forms.CharField(max_length=255, label=_("File name"))
    comment = forms.CharField(required=False, max_length=1000, label=_("Comment"))
