"""The text of one version of a content."""

from django.db import models


class Body(models.Model):
    """Storage-format text, kept apart from Content so that lists do not read it."""

    content = models.OneToOneField("wiki.Content", primary_key=True, on_delete=models.CASCADE, related_name="body")
    storage = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"body of {self.content_id}"
