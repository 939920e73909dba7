"""Mounts each app's addresses, the admin and the status report."""

from django.urls import include, path

from accounts.admin_site import wiki_admin
from config.health import health
from config.status import status

urlpatterns = [
    path("status", status, name="status"),
    path("admin/health", health, name="health"),
    path("", include("remoteapi.urls")),
    path("", include("accounts.urls")),
    path("", include("wiki.urls")),
    # The last: it answers for all that no other has below admin/.
    path("admin/", wiki_admin.urls),
]

handler400 = "config.error_pages.bad_request"
handler403 = "config.error_pages.permission_denied"
handler404 = "config.error_pages.page_not_found"
handler500 = "config.error_pages.server_error"
