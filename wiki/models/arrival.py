"""An import under way: what it has written is there for nobody before it has ended."""

from django.db import models
from django.utils import timezone


class Arrival(models.Model):
    """One attempt at an import; the spaces that name it are hidden until it is over and this row is gone."""

    number = models.UUIDField(db_index=True, help_text="the job, or the command, that imports")
    beat = models.DateTimeField(default=timezone.now, help_text="when the import was last heard of")
    given_up = models.BooleanField(default=False, help_text="what it has written is being removed")

    def __str__(self) -> str:
        return f"import {self.number}"


class ArrivalTraceKind(models.TextChoices):
    """What an import makes besides spaces and what is in them."""

    PERSON = "person"
    GROUP = "group"
    LABEL = "label"


class ArrivalTrace(models.Model):
    """Something that an import has made besides its spaces, to be removed if the import does not come to its end."""

    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="traces")
    kind = models.CharField(max_length=16, choices=ArrivalTraceKind)
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
