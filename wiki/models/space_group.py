"""A group of spaces, as the remote API knows it."""

from django.conf import settings
from django.db import models


class SpaceGroup(models.Model):
    """Spaces may belong to one space group, named by its key."""

    key = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=255)
    license_key = models.CharField(max_length=255, blank=True, default="")
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key
