"""Comments on words of a text."""

from django.conf import settings
from django.db import models


class InlineComment(models.Model):
    """What makes a comment one on words of its page: which markers are its own, and whether it is settled.

    Replies have no such row: they belong to the comment at the top of their thread.
    """

    comment = models.OneToOneField(
        "wiki.Content", primary_key=True, on_delete=models.CASCADE, related_name="inline_comment"
    )
    ref = models.CharField(max_length=255, help_text="ac:ref of its markers")
    original = models.TextField(blank=True, default="", help_text="the words as they were when it was made")
    resolved = models.BooleanField(default=False)
    changer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who resolved or reopened it last",
    )
    changed = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.comment_id} on {self.original[:40]}"
