"""The form of how something looks: a logo, and a colour from a palette or of one's own."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.errors import BadPicture
from accounts.pictures import MAX_BYTES
from wiki.site_settings.shades import PALETTE, dark_shades, is_colour, light_shades

_OTHER = "other"
_NAMES = {
    "#0b6a68": gettext_lazy("Teal"),
    "#24639c": gettext_lazy("Blue"),
    "#3f51b5": gettext_lazy("Indigo"),
    "#6a4a9c": gettext_lazy("Purple"),
    "#a03070": gettext_lazy("Pink"),
    "#b02a2a": gettext_lazy("Red"),
    "#a04a10": gettext_lazy("Orange"),
    "#7a5c00": gettext_lazy("Ochre"),
    "#23713f": gettext_lazy("Green"),
    "#4a5560": gettext_lazy("Grey"),
}


class LookForm(forms.Form):
    """Logo and colour of a space or of the site."""

    logo = forms.FileField(
        required=False,
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy("PNG, JPEG, GIF, WebP or BMP, up to 5 MB. It is scaled down."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/gif,image/webp,image/bmp"}),
    )
    remove_logo = forms.BooleanField(required=False, label=gettext_lazy("Remove the logo"))
    colour = forms.ChoiceField(required=False, label=gettext_lazy("Colour"), widget=forms.RadioSelect)
    other = forms.CharField(
        required=False,
        max_length=7,
        label=gettext_lazy("Colour as #rrggbb"),
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none", "placeholder": "#0b6a68"}),
    )

    def __init__(self, *args: Any, accent: str, logo: str | None, inherited: str | Promise, **kwargs: Any) -> None:
        """Take what there is now.

        Args:
            accent: the colour that was chosen; empty for none.
            logo: the digest of the logo; empty or None for none.
            inherited: what no choice of a colour is called.
        """
        super().__init__(*args, **kwargs)
        self.accent, self.logo_digest = accent, logo
        choices = [("", inherited), *((each, _NAMES[each]) for each in PALETTE), (_OTHER, _("Another colour"))]
        self.fields["colour"].choices = choices  # type: ignore[attr-defined]
        self.initial["colour"] = accent if accent in ("", *PALETTE) else _OTHER
        self.initial["other"] = accent if self.initial["colour"] == _OTHER else ""
        if not logo:
            del self.fields["remove_logo"]

    def clean(self) -> dict[str, Any]:
        """Want a colour of one's own where that is chosen."""
        given = super().clean() or {}
        if given.get("colour") == _OTHER and not is_colour(given.get("other", "").strip()):
            self.add_error("other", _("Write the colour as #rrggbb, for example #0b6a68."))
        return given

    @property
    def chosen(self) -> str:
        """The colour that the valid form asks for; empty for none."""
        given: str = self.cleaned_data["colour"]
        return self.cleaned_data["other"].strip().lower() if given == _OTHER else given

    @property
    def upload(self) -> bytes | None:
        """The logo that the valid form brings.

        Raises:
            BadPicture: it is too large.
        """
        file: UploadedFile[bytes] | None = self.cleaned_data["logo"]
        if file is None:
            return None
        if (file.size or 0) > MAX_BYTES:
            raise BadPicture(_("A picture can't be larger than %(size)s MB.") % {"size": MAX_BYTES // 1024 // 1024})
        data: bytes = file.read()
        return data

    @property
    def adjusted(self) -> str:
        """What is said of a colour that can't be read as it is; empty for one that can."""
        light = light_shades(self.accent).accent if self.accent else self.accent
        if light == self.accent:
            return ""
        words = _("%(colour)s is too light for text. Light pages use %(light)s in its place, dark pages %(dark)s.")
        return words % {"colour": self.accent, "light": light, "dark": dark_shades(self.accent).accent}
