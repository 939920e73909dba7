"""People in the administration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import StackedInline, TabularInline
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from accounts.actor import Actor
from accounts.admin.frame import ForAdministrators, ServiceAdmin
from accounts.admin.permission_field import chosen, held, permission_field
from accounts.admin_site import wiki_admin
from accounts.errors import AccountError, BadUsername
from accounts.middleware import actor_of
from accounts.models import ANONYMOUS_USER_ID, User, UserInformation
from accounts.names import checked_username
from accounts.services.global_grants import Grantee, set_global_grants
from accounts.services.groups import add_user_to_group, remove_user_from_group
from accounts.services.login import lift_login_delay
from accounts.services.passwords import change_user_password, send_password_link
from accounts.services.profiles import PLAIN_FIELDS, set_user_information
from accounts.services.users import (
    add_user,
    deactivate_user,
    edit_user,
    end_sessions,
    reactivate_user,
    remove_user,
    rename_user,
)

Membership = User.groups.through


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person; the password is never shown, only set."""

    new_password = forms.CharField(
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Empty: stays as it is; a new person without one can't log in with a password."),
    )
    notify = forms.BooleanField(
        required=False,
        help_text=gettext_lazy("Mail a new person a link to set their password with. Needs a mail address."),
    )
    global_permissions = permission_field()

    class Meta:
        model = User
        fields = ("username", "full_name", "email", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["global_permissions"] = held(user_ids=(self.instance.pk,))

    def clean_username(self) -> str:
        """Check the name by the rules for names, and give it in lower case."""
        try:
            return checked_username(self.cleaned_data["username"])
        except BadUsername as error:
            raise ValidationError(str(error)) from None


class MembershipInline(ForAdministrators, TabularInline):  # type: ignore[type-arg]
    """The groups of a person."""

    model = Membership
    verbose_name = "group"
    verbose_name_plural = "groups"
    autocomplete_fields = ("group",)
    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A membership comes and goes; it can't become another."""
        return False


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """A profile, whose text is kept as it is given but for the line ends that browsers send."""

    storage = forms.CharField(required=False, strip=False, label=gettext_lazy("About"), widget=forms.Textarea)
    website = forms.URLField(required=False, max_length=255, assume_scheme="https")

    class Meta:
        model = UserInformation
        fields = (*PLAIN_FIELDS, "storage")

    def clean_storage(self) -> str:
        """Undo the line ends that browsers send."""
        storage: str = self.cleaned_data["storage"]
        return storage.replace("\r\n", "\n")


class ProfileInline(ForAdministrators, StackedInline):  # type: ignore[type-arg]
    """What a person says about themselves."""

    model = UserInformation
    form = ProfileForm
    fk_name = "user"
    fields = (*PLAIN_FIELDS, "storage")
    can_delete = False


@admin.register(User, site=wiki_admin)
class UserAdmin(ServiceAdmin):
    """People: found, added, changed, deactivated."""

    form = UserForm
    inlines = (MembershipInline, ProfileInline)
    list_display = ("username", "full_name", "email", "group_names", "is_active", "last_login", "date_joined")
    list_filter = ("is_active", "groups", "date_joined", "last_login")
    list_per_page = 50
    search_fields = ("username", "full_name", "email", "key")
    ordering = ("username",)
    readonly_fields = ("key", "date_joined", "last_login", "password_changed")
    form_fields: ClassVar[dict[str, str]] = {"password": "new_password"}
    actions = ("deactivate", "reactivate", "log_out", "lift_delay", "mail_password_link")
    fieldsets = (
        (None, {"fields": ("username", "full_name", "email", "is_active", "new_password", "notify")}),
        (gettext_lazy("Global permissions"), {"fields": ("global_permissions",), "classes": ("collapse",)}),
        (gettext_lazy("About the account"), {"fields": ("key", "date_joined", "last_login", "password_changed")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Give people, without the row that stands for nobody."""
        return super().get_queryset(request).exclude(pk=ANONYMOUS_USER_ID).prefetch_related("groups")

    @admin.display(description="groups")
    def group_names(self, user: User) -> str:
        """The groups of a person, in one line."""
        return ", ".join(group.name for group in user.groups.all())

    @method_decorator(sensitive_post_parameters("new_password"))
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show or take the form; error reports don't hold the password."""
        return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Have services keep what the form says."""
        actor, given = actor_of(request), form.cleaned_data
        if not change:
            saved = add_user(
                actor,
                username=given["username"],
                full_name=given["full_name"],
                email=given["email"],
                password=given["new_password"] or None,
                notify=given["notify"],
            )
        else:
            saved = _changed(actor, form)
        if set(form.changed_data) & {"is_active"} or (not change and not given["is_active"]):
            set_active = reactivate_user if given["is_active"] else deactivate_user
            set_active(actor, username=saved.username)
        if "global_permissions" in form.changed_data:
            set_global_grants(actor, grantee=Grantee.user(saved.username), permissions=chosen(given))
        obj.pk, obj.username, obj.key = saved.pk, saved.username, saved.key
        obj._state.adding = False

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Have services keep what the inlines say."""
        actor, username = actor_of(request), form.instance.username
        formset.save(commit=False)
        if formset.model is Membership:
            for membership in formset.deleted_objects:
                remove_user_from_group(actor, username=username, group=membership.group.name)
            for membership in formset.new_objects:
                add_user_to_group(actor, username=username, group=membership.group.name)
            return
        for profile in formset.forms:
            if profile.has_changed():
                fields = {name: profile.cleaned_data[name] for name in PLAIN_FIELDS}
                storage = profile.cleaned_data["storage"]
                set_user_information(actor, username=username, storage=storage, fields=fields)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Answer; whoever changed their own password stays logged in here."""
        if obj.pk == actor_of(request).user_id:
            update_session_auth_hash(request, User.objects.get(pk=obj.pk))
        return super().response_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Have the service remove a person, unless something names them."""
        remove_user(actor_of(request), username=obj.username)

    def _each(self, request: HttpRequest, people: QuerySet[User], verb: Callable[..., object], done: str) -> None:
        finished = 0
        for person in people:
            try:
                verb(actor_of(request), username=person.username)
            except AccountError as error:
                self.message_user(request, f"{person.username}: {error}", messages.ERROR)
            else:
                self.log_change(request, person, done)
                finished += 1
        if finished:
            self.message_user(
                request, f"{done} {finished} {'person' if finished == 1 else 'people'}.", messages.SUCCESS
            )

    @admin.action(description=gettext_lazy("Deactivate"))
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Deactivate the chosen people."""
        self._each(request, queryset, deactivate_user, "Deactivated:")

    @admin.action(description=gettext_lazy("Reactivate"))
    def reactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Reactivate the chosen people."""
        self._each(request, queryset, reactivate_user, "Reactivated:")

    @admin.action(description=gettext_lazy("End all sessions and tokens"))
    def log_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Log the chosen people out everywhere."""
        self._each(request, queryset, end_sessions, gettext("Sessions ended:"))

    @admin.action(description=gettext_lazy("Lift the delay after failed log-ins"))
    def lift_delay(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let the chosen people log in at once."""
        self._each(request, queryset, lift_login_delay, gettext("Delay lifted:"))

    @admin.action(description=gettext_lazy("Mail a link to set the password"))
    def mail_password_link(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Mail the chosen people a link."""
        self._each(request, queryset, send_password_link, gettext("Link mailed:"))


def _changed(actor: Actor, form: Any) -> User:
    given, name = form.cleaned_data, form.initial["username"]
    if given["username"] != name:
        name = rename_user(actor, old_name=name, new_name=given["username"]).username
    saved = edit_user(actor, username=name, full_name=given["full_name"], email=given["email"])
    if given["new_password"]:
        saved = change_user_password(actor, username=name, new=given["new_password"])
    return saved
