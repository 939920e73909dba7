"""Settings of one person."""

from django.conf import settings
from django.db import models


class PreferenceKind(models.TextChoices):
    """The types a preference can have, by the names of the remote API."""

    STRING = "string"
    LONG = "long"
    BOOLEAN = "boolean"


class UserPreference(models.Model):
    """One typed setting of one person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences")
    key = models.CharField(max_length=255)
    kind = models.CharField(max_length=16, choices=PreferenceKind.choices, default=PreferenceKind.STRING)
    value = models.TextField(blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="accounts_preference_once"),)

    def __str__(self) -> str:
        return f"{self.key} of {self.user}"
