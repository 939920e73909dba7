"""That a page is archived: it is current and can be read as ever, but lists, trees and searches leave it out."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class PageArchive(models.Model):
    """One page that is archived; everything that stands below it is archived as well.

    The row alone says so: the page keeps its own, and its earlier versions and copies have none.
    """

    page = models.OneToOneField("wiki.Content", primary_key=True, on_delete=models.CASCADE, related_name="archive")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=500, blank=True, default="")
    along = models.BooleanField(default=False, help_text="archived, and brought back, with a page above it")

    def __str__(self) -> str:
        return f"archived page {self.page_id}"
