"""The administration site: who may enter, and that logging in is the wiki's own."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.global_permissions import GlobalPermissionType, has_global
from accounts.middleware import actor_of


class WikiAdminSite(AdminSite):
    """Django's administration for whoever may administer the wiki."""

    site_header = gettext_lazy("Administration of the wiki")
    site_title = gettext_lazy("Administration")
    index_title = gettext_lazy("Administration")

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in whoever may administer the wiki, by permission or through the super group."""
        return has_global(actor_of(request), GlobalPermissionType.ADMINISTRATECONFLUENCE)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the wiki's own log-in page, where failures are counted.

        Raises:
            PermissionDenied: somebody is logged in who is no administrator.
        """
        if request.user.is_authenticated:
            if self.has_permission(request):
                return HttpResponseRedirect(reverse("admin:index", current_app=self.name))
            raise PermissionDenied(gettext("The administration is for administrators."))
        destination = request.GET.get("next") or reverse("admin:index", current_app=self.name)
        return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'os_destination': destination})}")

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Log out, when a form asks for it; a link is sent to the page that asks."""
        if request.method != "POST":
            return HttpResponseRedirect(reverse("logout"))
        logout(request)
        return HttpResponseRedirect(f"{reverse('login')}?logout=true")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the wiki's own page for one's password."""
        return HttpResponseRedirect(reverse("change-my-password"))


wiki_admin = WikiAdminSite(name="admin")
# It deletes row by row past the services.
wiki_admin.disable_action("delete_selected")
