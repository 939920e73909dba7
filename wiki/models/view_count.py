"""How often contents are looked at."""

from django.db import models


class ViewCount(models.Model):
    """How often a page or blog post was opened on one day, by whoever it was."""

    content = models.ForeignKey("wiki.Content", on_delete=models.CASCADE, related_name="view_counts")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["content", "day"], name="wiki_views_once_a_day"),)
        indexes = (models.Index(fields=["day", "content"], name="wiki_views_by_day"),)

    def __str__(self) -> str:
        return f"{self.views} views of {self.content_id} on {self.day}"
