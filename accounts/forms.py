"""The forms of the log-in and profile pages; what they hold is checked by the services."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class LoginForm(forms.Form):
    """Name and password, under the names that old scripts send."""

    os_username = forms.CharField(
        label=_("Username"),
        strip=True,
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    os_password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    os_cookie = forms.BooleanField(label=_("Remember me"), required=False)
    os_destination = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Scripts find the fields by their names, as ids.
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)


class ProfileForm(forms.Form):
    """Everything a person may say about themselves."""

    full_name = forms.CharField(required=False, max_length=255, label=_("Full name"))
    email = forms.CharField(required=False, max_length=254, label=_("E-mail"))
    position = forms.CharField(required=False, max_length=255, label=_("Position"))
    department = forms.CharField(required=False, max_length=255, label=_("Department"))
    location = forms.CharField(required=False, max_length=255, label=_("Location"))
    phone = forms.CharField(required=False, max_length=255, label=_("Phone"))
    website = forms.CharField(
        required=False, max_length=255, label=_("Website"), help_text=_("With http:// or https://")
    )
    language = forms.ChoiceField(
        required=False,
        label=_("Language"),
        choices=(("", _("As the browser asks, or the site's")), *settings.LANGUAGES),
        help_text=_("Of pages, mails and exports. What people write stays as it is."),
    )
    storage = forms.CharField(
        required=False, strip=False, label=_("About me"), widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    picture = forms.FileField(
        required=False, label=_("Picture"), help_text=_("PNG, JPEG, GIF, WebP or BMP, up to 5 MB")
    )
    remove_picture = forms.BooleanField(required=False, label=_("Remove picture"))

    def clean_storage(self) -> str:
        """Undo the line ends that browsers send."""
        storage: str = self.cleaned_data["storage"]
        return storage.replace("\r\n", "\n")


class PasswordForm(forms.Form):
    """The old password and, twice, the new one."""

    old_password = forms.CharField(
        label=_("Current password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password, again"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Refuse two new passwords that differ."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError(gettext("The two new passwords are not the same."))
        return again


class SetPasswordForm(PasswordForm):
    """The new password alone, for who came by a mailed link."""

    old_password = None  # type: ignore[assignment]
    key = forms.CharField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput)


class ForgottenPasswordForm(forms.Form):
    """Who forgot their password."""

    name = forms.CharField(label=_("Username or e-mail"), max_length=255)


class SignUpForm(forms.Form):
    """The address of who wants to join."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)


class JoinForm(forms.Form):
    """The account that somebody who is invited makes."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=500)
    username = forms.CharField(
        label=_("Username"),
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    full_name = forms.CharField(label=_("Full name"), required=False, max_length=255)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password, again"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Refuse two passwords that differ."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError(_("The two passwords are not the same."))
        return again
