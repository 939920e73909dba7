"""Where pages were before they came to another space, so that old links and addresses still lead to them."""

from django.db import models
from django.utils import timezone


class FormerPlace(models.Model):
    """A title in a space that a page left; titles that a page had in its own space stand in its history."""

    content = models.ForeignKey("wiki.Content", on_delete=models.CASCADE, related_name="former_places")
    space = models.ForeignKey("wiki.Space", on_delete=models.CASCADE, related_name="+")
    title_folded = models.CharField(max_length=800)
    left = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=["space", "title_folded"], name="wiki_former_place"),)

    def __str__(self) -> str:
        return f"{self.content_id} was {self.title_folded}"
