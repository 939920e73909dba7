"""Who has a content open in an editor."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class EditorPresence(models.Model):
    """One person's editor of one content, and when it was last heard of."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content = models.ForeignKey("wiki.Content", on_delete=models.CASCADE, related_name="editors")
    seen = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "content"], name="wiki_editor_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} edits {self.content_id}"
