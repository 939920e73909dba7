"""An edit that somebody has not published yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wiki.models.content import ContentKind


class Draft(models.Model):
    """One person's unsaved edit of a content, or of a page or blog post to be."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    space = models.ForeignKey("wiki.Space", on_delete=models.CASCADE, related_name="drafts")
    content = models.ForeignKey("wiki.Content", null=True, on_delete=models.CASCADE, related_name="drafts")
    parent = models.ForeignKey("wiki.Content", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=16, choices=ContentKind, default=ContentKind.PAGE)
    title = models.CharField(max_length=255, blank=True, default="")
    storage = models.TextField(blank=True, default="")
    base_version = models.IntegerField(default=0, help_text="the version that the edit started from; 0 for a new one")
    created = models.DateTimeField(default=timezone.now)
    modified = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "content"], condition=Q(content__isnull=False), name="wiki_draft_once_for_content"
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.pk} of {self.user_id}"
