"""What administrators look up about the wiki in Django admin: spaces and the audit log, both to read only.

Spaces and their content change through the wiki itself, where permissions and history are kept.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin_site import wiki_admin
from wiki.models import AuditEntry, Space
from wiki.permissions.visible import shown_spaces


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows rows and changes none."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may enter the administration may look."""
        return wiki_admin.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may enter the administration sees the section."""
        return wiki_admin.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted here."""
        return False


@admin.register(Space, site=wiki_admin)
class SpaceAdmin(ReadOnlyAdmin):
    """Spaces, whoever may see their content."""

    list_display = ("key", "name", "kind", "status", "owner", "created")
    list_filter = ("kind", "status")
    search_fields = ("key", "name", "owner__username")
    fields = ("key", "name", "kind", "status", "owner", "creator", "created", "modifier", "modified")
    ordering = ("key",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Space]:
        """Give the spaces that are there; those that an import still brings are not."""
        return super().get_queryset(request).filter(pk__in=shown_spaces().values("pk"))


@admin.register(AuditEntry, site=wiki_admin)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what, and when."""

    list_display = ("when", "actor_name", "event", "space_key", "subject")
    list_filter = ("event",)
    search_fields = ("actor_name", "space_key", "subject", "=content_id")
    date_hierarchy = "when"
    ordering = ("-when", "-pk")
