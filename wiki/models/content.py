"""Content: the one table of pages, blog posts, comments and attachments, and of all their historical versions.

One table, because label, attachment, restriction and permission calls address "content id" whatever its kind: the
primary key is what makes the id space one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.storage_format.references import fold_title

if TYPE_CHECKING:
    from wiki.models.page_archive import PageArchive


class ContentKind(models.TextChoices):
    """What a content is."""

    PAGE = "page", _("Page")
    BLOGPOST = "blogpost", _("Blogpost")
    COMMENT = "comment", _("Comment")
    ATTACHMENT = "attachment", _("Attachment")


class ContentStatus(models.TextChoices):
    """Where in its life a content is; historical rows are the earlier versions of others."""

    CURRENT = "current"
    TRASHED = "trashed"
    HISTORICAL = "historical"


class Content(models.Model):
    """A page, blog post, comment or attachment, or an earlier version of one.

    The row of the current version keeps its id for ever; an edit copies what was there into a historical row with an
    id of its own.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=16, choices=ContentKind)
    status = models.CharField(max_length=16, choices=ContentStatus, default=ContentStatus.CURRENT)
    space = models.ForeignKey("wiki.Space", on_delete=models.CASCADE, related_name="contents")
    title = models.CharField(max_length=255)
    title_folded = models.CharField(max_length=800, editable=False)

    version = models.IntegerField(default=1)
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    modifier = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    modified = models.DateTimeField(default=timezone.now)
    version_comment = models.TextField(blank=True, default="")
    minor_edit = models.BooleanField(default=False)
    current = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="versions")

    host = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="hosted",
        help_text="the page or blog post that this hangs on; a page or blog post is its own host",
    )
    container = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="contained")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
    path = models.TextField(default="/", help_text="the ids of a page's ancestors from the top, as in /12/57/")
    position = models.IntegerField(null=True, blank=True, help_text="place among its siblings; none means by title")
    trashed = models.DateTimeField(null=True, blank=True)

    posting_day = models.DateField(null=True, blank=True)

    media_type = models.CharField(max_length=255, blank=True, default="")
    file_size = models.BigIntegerField(default=0)
    file_key = models.CharField(max_length=100, blank=True, default="")
    file_digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["space", "title_folded"],
                condition=Q(kind="page", status="current"),
                name="wiki_page_title_once_in_space",
            ),
            models.UniqueConstraint(
                fields=["space", "posting_day", "title_folded"],
                condition=Q(kind="blogpost", status="current"),
                name="wiki_blogpost_title_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["container", "title_folded"],
                condition=Q(kind="attachment", status="current"),
                name="wiki_file_name_once_in_container",
            ),
            models.UniqueConstraint(
                fields=["current", "version"],
                condition=Q(status="historical"),
                name="wiki_version_number_once",
            ),
            models.CheckConstraint(
                condition=Q(status="historical", current__isnull=False)
                | ~Q(status="historical") & Q(current__isnull=True),
                name="wiki_historical_has_current",
            ),
        )
        indexes = (
            models.Index(fields=["space", "kind", "status", "title_folded"], name="wiki_content_in_space"),
            models.Index(fields=["parent", "status"], name="wiki_content_children"),
            models.Index(
                # SQLite looks up what a condition asks for in the row, unless the index has it.
                fields=["space", "parent", "kind", "status", "position", "title_folded"],
                condition=Q(kind="page", status="current"),
                name="wiki_page_in_tree",
            ),
            models.Index(fields=["container", "kind", "status"], name="wiki_content_contained"),
            models.Index(fields=["current", "version"], name="wiki_content_versions"),
            models.Index(fields=["-modified"], condition=Q(status="current"), name="wiki_content_recent"),
            models.Index(fields=["space", "-posting_day"], condition=Q(kind="blogpost"), name="wiki_content_blog"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id} {self.title}"

    @property
    def is_current(self) -> bool:
        """Whether this is the current version of something that is not in the trash."""
        return self.status == ContentStatus.CURRENT

    @property
    def is_historical(self) -> bool:
        """Whether this is an earlier version of another content."""
        return self.status == ContentStatus.HISTORICAL

    @property
    def archived(self) -> PageArchive | None:
        """When, by whom and why this page was archived; None where it is not."""
        return getattr(self, "archive", None)

    @property
    def storage(self) -> str:
        """The body in storage format, byte for byte as it was stored; empty where there is none."""
        from wiki.models.body import Body

        try:
            return self.body.storage
        except Body.DoesNotExist:
            return ""

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids of a page's ancestors, from the top of the tree down to its parent."""
        return [int(part) for part in self.path.split("/") if part]

    @property
    def subtree_path(self) -> str:
        """The path that the children of this page have."""
        return f"{self.path}{self.id}/"

    def retitle(self, title: str) -> None:
        """Set the title and the folded form under which it is unique."""
        self.title = title
        self.title_folded = fold_title(title)
