"""The forms of the log-in and profile pages; what they hold is checked by the services."""

from typing import Any

from django import forms


class LoginForm(forms.Form):
    """Name and password, under the names that old scripts send."""

    os_username = forms.CharField(
        label="Username",
        strip=True,
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    os_password = forms.CharField(
        label="Password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    os_cookie = forms.BooleanField(label="Remember me", required=False)
    os_destination = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Scripts find the fields by their names, as ids.
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)


class ProfileForm(forms.Form):
    """Everything a person may say about themselves."""

    full_name = forms.CharField(required=False, max_length=255)
    email = forms.CharField(required=False, max_length=254, label="E-mail")
    position = forms.CharField(required=False, max_length=255)
    department = forms.CharField(required=False, max_length=255)
    location = forms.CharField(required=False, max_length=255)
    phone = forms.CharField(required=False, max_length=255)
    website = forms.CharField(required=False, max_length=255, help_text="With http:// or https://")
    storage = forms.CharField(
        required=False, strip=False, label="About me", widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    picture = forms.FileField(required=False, help_text="PNG, JPEG, GIF, WebP or BMP, up to 5 MB")
    remove_picture = forms.BooleanField(required=False)

    def clean_storage(self) -> str:
        """Undo the line ends that browsers send."""
        storage: str = self.cleaned_data["storage"]
        return storage.replace("\r\n", "\n")


class PasswordForm(forms.Form):
    """The old password and, twice, the new one."""

    old_password = forms.CharField(
        label="Current password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label="New password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="New password, again",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Refuse two new passwords that differ."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError("The two new passwords are not the same.")
        return again


class SetPasswordForm(PasswordForm):
    """The new password alone, for who came by a mailed link."""

    old_password = None  # type: ignore[assignment]
    key = forms.CharField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput)


class ForgottenPasswordForm(forms.Form):
    """Who forgot their password."""

    name = forms.CharField(label="Username or e-mail", max_length=255)
