"""What people are told in the wiki itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class NotificationKind(models.TextChoices):
    """Why somebody is told of something; the first of several reasons counts."""

    MENTION = "mention", "you are mentioned"
    REPLY = "reply", "your comment is answered"
    TASK = "task", "a task is yours"
    CHANGE = "change", "you watch it"
    LABEL = "label", "it got a label that you watch"
    SHARE = "share", "somebody shares it with you"
    LIKE = "like", "somebody reacted to what you wrote"
    JOB = "job", "your job has ended"


class Notification(models.Model):
    """One thing that one person is told: a version of a content, or the end of a job.

    Whether they may see the content is asked whenever it is shown.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=16, choices=NotificationKind)
    content = models.ForeignKey("wiki.Content", null=True, on_delete=models.CASCADE, related_name="+")
    version = models.IntegerField(default=1, help_text="the version of the content that is told of")
    job = models.UUIDField(null=True)
    subject = models.CharField(
        max_length=255, blank=True, default="", help_text="what the job, or the label, is called"
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(default=timezone.now, db_index=True)
    read = models.DateTimeField(null=True)
    mailed = models.DateTimeField(null=True, help_text="when a mail of its own, or of its day, told of it")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "content", "version"],
                condition=Q(content__isnull=False),
                name="wiki_notification_of_version_once",
            ),
            models.UniqueConstraint(
                fields=["user", "job"], condition=Q(job__isnull=False), name="wiki_notification_of_job_once"
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=False, job__isnull=True) | Q(content__isnull=True, job__isnull=False),
                name="wiki_notification_of_one_thing",
            ),
        )
        indexes = (
            models.Index(fields=["user", "-created"], name="wiki_notification_of_person"),
            models.Index(fields=["user"], condition=Q(read__isnull=True), name="wiki_notification_unread"),
        )

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"
