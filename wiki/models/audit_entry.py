"""What was done, by whom and when."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class AuditEntry(models.Model):
    """One event, as it was published; `subject` names what it was done to even after that is gone."""

    when = models.DateTimeField(default=timezone.now, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.CharField(max_length=255, blank=True, default="")
    event = models.CharField(max_length=64, db_index=True)
    space_key = models.CharField(max_length=255, blank=True, default="", db_index=True)
    content_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"
