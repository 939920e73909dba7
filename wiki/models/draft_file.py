"""A file that waits for the page it is written for."""

from django.db import models
from django.utils import timezone


class DraftFile(models.Model):
    """A file put into the draft of a page or blog post to be; it becomes an attachment when that is published."""

    draft = models.ForeignKey("wiki.Draft", on_delete=models.CASCADE, related_name="files")
    title = models.CharField(max_length=255, help_text="the file name")
    title_folded = models.CharField(max_length=800)
    media_type = models.CharField(max_length=255)
    file_size = models.BigIntegerField(default=0)
    file_key = models.CharField(max_length=100)
    file_digest = models.CharField(max_length=64, blank=True, default="")
    modified = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["draft", "title_folded"], name="wiki_draft_file_once"),)

    def __str__(self) -> str:
        return f"{self.title} of draft {self.draft_id}"
