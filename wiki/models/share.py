"""Pages and blog posts that people share with others."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Share(models.Model):
    """That somebody shared a content with some people, and perhaps with addresses outside of the wiki.

    It is what the mails are made of, and what is counted so that nobody shares with too many; it is kept for a while.
    """

    content = models.ForeignKey("wiki.Content", on_delete=models.CASCADE, related_name="shares")
    sharer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shares")
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    addresses = models.JSONField(default=list, help_text="mail addresses outside of the wiki")
    note = models.TextField(blank=True, default="")
    recipients = models.IntegerField(help_text="how many people and addresses there are")
    created = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.sharer_id} shared {self.content_id}"
