"""What every page of the administration shares: administrators only, services do the work, refusals are shown."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts.errors import AccountError
from accounts.global_permissions import GlobalPermissionType, has_global
from accounts.middleware import actor_of


class ForAdministrators:
    """Opens an admin page or inline to whoever may administer the wiki; services decide on each change again."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Say whether the app is listed."""
        return has_global(actor_of(request), GlobalPermissionType.ADMINISTRATECONFLUENCE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether objects are shown."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether objects can be added."""
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether objects can be changed."""
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether objects can be removed."""
        return self.has_module_permission(request)


class ServiceAdmin(ForAdministrators, ModelAdmin):  # type: ignore[type-arg]
    """An admin page whose `save_model` and `delete_model` call services.

    What a service refuses is rolled back and shown: in the form where there is one, as a message otherwise.
    """

    refusals: tuple[type[Exception], ...] = (AccountError,)
    # The form's names of fields that services call otherwise.
    form_fields: ClassVar[dict[str, str]] = {}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form, with the refusal of the service as one of its errors."""
        form_class: type[ModelForm[Model]] = super().get_form(request, obj, change=change, **kwargs)
        refusal: Exception | None = getattr(request, "refusal", None)
        if refusal is None:
            return form_class
        name = getattr(refusal, "field", None)
        field = self.form_fields.get(name, name) if name else None

        class RefusedForm(form_class):  # type: ignore[valid-type,misc]
            """The form as it was sent, with what the service said to it."""

            def clean(self) -> Any:
                cleaned = super().clean()
                self.add_error(field if field in self.fields else None, str(refusal))
                return cleaned

        return RefusedForm

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show or take the form; what a service refuses comes back as an error in it."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except self.refusals as error:
            request.refusal = error  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask or remove; what a service refuses comes back as a message."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except self.refusals as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.path.removesuffix("delete/") + "change/")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """List what was chosen only: the service says what is in the way."""
        return [str(obj) for obj in objs], {}, set(), []
