"""A space: a tree of pages and a blog, with permissions of its own."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.models.space_permission import SpacePermissionType


class SpaceKind(models.TextChoices):
    """Whether a space is for everybody's work or belongs to one person."""

    GLOBAL = "global", _("Global")
    PERSONAL = "personal", _("Personal")


class SpaceStatus(models.TextChoices):
    """An archived space can be read; searches and dashboards leave it out."""

    CURRENT = "current", _("Current")
    ARCHIVED = "archived", _("Archived")


class Space(models.Model):
    """A space is addressed by its key, which is unique without regard to case."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=255)
    key_folded = models.CharField(max_length=255, unique=True, editable=False)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=16, choices=SpaceKind, default=SpaceKind.GLOBAL)
    status = models.CharField(max_length=16, choices=SpaceStatus, default=SpaceStatus.CURRENT)
    description = models.TextField(blank=True, default="")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="personal_spaces"
    )
    home_page = models.ForeignKey(
        "wiki.Content", null=True, blank=True, on_delete=models.SET_NULL, related_name="home_of"
    )
    logo = models.ForeignKey("wiki.Logo", null=True, blank=True, on_delete=models.PROTECT, related_name="spaces")
    accent = models.CharField(
        max_length=7, blank=True, default="", help_text="the colour of its screens; empty: that of the site"
    )
    group = models.ForeignKey(
        "wiki.SpaceGroup", null=True, blank=True, on_delete=models.SET_NULL, related_name="spaces"
    )
    arrival = models.ForeignKey(
        "wiki.Arrival",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="spaces",
        help_text="the import that still brings the space, which nobody sees before it has ended",
    )
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    modifier = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    modified = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=["kind", "status", "name"], name="wiki_space_by_kind"),)
        permissions = tuple((name.lower(), f"{name} in a space") for name in SpacePermissionType.values)

    def __str__(self) -> str:
        return self.key

    @property
    def is_arriving(self) -> bool:
        """Whether an import still brings the space: it is there for nobody then."""
        return self.arrival_id is not None

    @property
    def is_personal(self) -> bool:
        """Whether the space belongs to one person."""
        return self.kind == SpaceKind.PERSONAL

    @property
    def is_archived(self) -> bool:
        """Whether the space is archived."""
        return self.status == SpaceStatus.ARCHIVED
