"""Who wants to be told of changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

WATCHED = ("content", "space", "label", "person")
"""The fields of which a watch has one."""


def _of_one_thing() -> Q:
    """Say that a watch is of one thing, and of no other."""
    rule = Q()
    for one in WATCHED:
        rule |= Q(**{f"{field}__isnull": field != one for field in WATCHED})
    return rule


class Watch(models.Model):
    """One person watches one content, one space, one kind of content in a space, a label, or what somebody does."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches")
    content = models.ForeignKey("wiki.Content", null=True, on_delete=models.CASCADE, related_name="watches")
    space = models.ForeignKey("wiki.Space", null=True, on_delete=models.CASCADE, related_name="watches")
    content_kind = models.CharField(max_length=16, blank=True, default="", help_text="empty: all kinds of the space")
    label = models.ForeignKey("wiki.Label", null=True, on_delete=models.CASCADE, related_name="watches")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="follows",
        help_text="whose pages, blog posts and comments are followed",
    )
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "watches"
        constraints = (
            models.UniqueConstraint(
                fields=["user", "content"], condition=Q(content__isnull=False), name="wiki_watch_content_once"
            ),
            models.UniqueConstraint(
                fields=["user", "space", "content_kind"],
                condition=Q(space__isnull=False),
                name="wiki_watch_space_once",
            ),
            models.UniqueConstraint(
                fields=["user", "label"], condition=Q(label__isnull=False), name="wiki_watch_label_once"
            ),
            models.UniqueConstraint(
                fields=["user", "person"], condition=Q(person__isnull=False), name="wiki_watch_person_once"
            ),
            models.CheckConstraint(condition=_of_one_thing(), name="wiki_watch_of_one_thing"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} watches {self.content_id or self.space_id or self.label_id or self.person_id}"
