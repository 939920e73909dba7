"""Templates that new pages begin with."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class PageTemplate(models.Model):
    """Storage format with variables (`at:var`), for one space or, without one, for all."""

    space = models.ForeignKey("wiki.Space", null=True, on_delete=models.CASCADE, related_name="templates")
    name = models.CharField(max_length=255)
    name_folded = models.CharField(max_length=255)
    description = models.CharField(max_length=1000, blank=True, default="")
    storage = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    modifier = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    modified = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["space", "name_folded"], condition=Q(space__isnull=False), name="wiki_template_once_in_space"
            ),
            models.UniqueConstraint(
                fields=["name_folded"], condition=Q(space__isnull=True), name="wiki_template_once_for_all"
            ),
        )

    def __str__(self) -> str:
        return self.name
