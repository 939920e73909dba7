"""The rows of jobs. A row is the truth about its job, whatever a queue or a worker has lost."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


LIVE_STATES = (JobState.WAITING, JobState.RUNNING)


class Job(models.Model):
    """One piece of long work; `attempt` says how often it was taken up, and who holds the latest one holds the job."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=64)
    title = models.CharField(max_length=400)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="jobs")
    arguments = models.JSONField(default=dict)
    subject = models.CharField(
        max_length=255, blank=True, default="", help_text="what only one job at a time may work on; empty for nothing"
    )
    state = models.CharField(max_length=16, choices=JobState, default=JobState.WAITING)
    step = models.CharField(max_length=200, blank=True, default="")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    result = models.JSONField(null=True)
    problem = models.TextField(blank=True, default="")
    cancel_asked = models.BooleanField(default=False)
    attempt = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=255, blank=True, default="")
    created = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True, help_text="when it was last put into the queue")
    started = models.DateTimeField(null=True)
    beat = models.DateTimeField(null=True, help_text="when its worker was last alive")
    finished = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(state__in=("waiting", "running")) & ~Q(subject=""),
                name="jobs_one_at_a_time",
            ),
        )
        indexes = (
            models.Index(fields=["state", "beat"], name="jobs_state"),
            models.Index(fields=["owner", "created"], name="jobs_owner"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"

    @property
    def is_live(self) -> bool:
        """Whether it waits or runs."""
        return self.state in LIVE_STATES

    @property
    def percentage(self) -> int | None:
        """How much of the present step is done, 0 to 100; None where that is not known."""
        if self.state == JobState.DONE:
            return 100
        if not self.total:
            return None
        return max(0, min(100, self.done * 100 // self.total))


class LineLevel(models.TextChoices):
    """How much a line of a job's log matters."""

    INFO = "info", _("Info")
    WARNING = "warning", _("Warning")
    ERROR = "error", _("Error")


class JobLine(models.Model):
    """One line of what a job tells."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="lines")
    when = models.DateTimeField(default=timezone.now)
    level = models.CharField(max_length=16, choices=LineLevel, default=LineLevel.INFO)
    text = models.TextField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class Errand(models.Model):
    """Short work that is still to be done; the row goes when it is."""

    name = models.CharField(max_length=100)
    arguments = models.JSONField(default=list)
    queue = models.CharField(max_length=32)
    created = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(db_index=True, help_text="when it was last put into its queue")
    attempts = models.PositiveIntegerField(default=0, help_text="how often it was put there again")
    problem = models.CharField(max_length=1000, blank=True, default="", help_text="why the last attempt failed")

    def __str__(self) -> str:
        return f"{self.name} {self.arguments}"
