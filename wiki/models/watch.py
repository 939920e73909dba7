"""Who wants to be told of changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Watch(models.Model):
    """One person watches one content, one space, or one kind of content in a space."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches")
    content = models.ForeignKey("wiki.Content", null=True, on_delete=models.CASCADE, related_name="watches")
    space = models.ForeignKey("wiki.Space", null=True, on_delete=models.CASCADE, related_name="watches")
    content_kind = models.CharField(max_length=16, blank=True, default="", help_text="empty: all kinds of the space")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "watches"
        constraints = (
            models.UniqueConstraint(
                fields=["user", "content"], condition=Q(content__isnull=False), name="wiki_watch_content_once"
            ),
            models.UniqueConstraint(
                fields=["user", "space", "content_kind"],
                condition=Q(space__isnull=False),
                name="wiki_watch_space_once",
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=False, space__isnull=True) | Q(content__isnull=True, space__isnull=False),
                name="wiki_watch_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} watches {self.content_id or self.space_id}"
