"""Outgoing links of current versions, kept so that a rename can find who links to a page."""

from django.db import models


class LinkKind(models.TextChoices):
    """What a link points to."""

    PAGE = "page"
    BLOGPOST = "blogpost"
    ATTACHMENT = "attachment"
    SPACE = "space"
    USER = "user"
    CONTENT = "content"
    URL = "url"


class Link(models.Model):
    """One distinct reference in the body of a current version.

    A page, blog post or attachment is named as storage format does it, by space key and title, not by id: a link may
    name what does not exist yet.
    """

    source = models.ForeignKey("wiki.Content", on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=16, choices=LinkKind)
    space_key_folded = models.CharField(
        max_length=255, blank=True, default="", help_text="resolved, never empty for a page"
    )
    title_folded = models.CharField(max_length=800, blank=True, default="")
    target = models.TextField(
        blank=True, default="", help_text="title, file name, day, URL, user or content id as written"
    )

    class Meta:
        indexes = (models.Index(fields=["kind", "space_key_folded", "title_folded"], name="wiki_link_target"),)

    def __str__(self) -> str:
        return f"{self.source_id} to {self.kind} {self.space_key_folded}:{self.title_folded}{self.target}"
