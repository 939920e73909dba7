"""Labels and what they are on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class LabelNamespace(models.TextChoices):
    """Whose a label is: everybody's, one person's, or a category of spaces."""

    GLOBAL = "global"
    MY = "my"
    TEAM = "team"


class Label(models.Model):
    """A lower-case word; in the namespace `my` each person has words of their own."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=255)
    namespace = models.CharField(max_length=16, choices=LabelNamespace, default=LabelNamespace.GLOBAL)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="labels")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["namespace", "name"], condition=Q(owner__isnull=True), name="wiki_label_once"
            ),
            models.UniqueConstraint(
                fields=["namespace", "name", "owner"], condition=Q(owner__isnull=False), name="wiki_my_label_once"
            ),
            models.CheckConstraint(
                condition=Q(namespace="my", owner__isnull=False) | ~Q(namespace="my") & Q(owner__isnull=True),
                name="wiki_my_label_has_owner",
            ),
        )

    def __str__(self) -> str:
        prefix = "" if self.namespace == LabelNamespace.GLOBAL else f"{self.namespace}:"
        return f"{prefix}{self.name}"


class Labelling(models.Model):
    """That a label is on one content or one space."""

    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="labellings")
    content = models.ForeignKey("wiki.Content", null=True, on_delete=models.CASCADE, related_name="labellings")
    space = models.ForeignKey("wiki.Space", null=True, on_delete=models.CASCADE, related_name="labellings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["label", "content"], condition=Q(content__isnull=False), name="wiki_labelling_content_once"
            ),
            models.UniqueConstraint(
                fields=["label", "space"], condition=Q(space__isnull=False), name="wiki_labelling_space_once"
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=False, space__isnull=True) | Q(content__isnull=True, space__isnull=False),
                name="wiki_labelling_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} on {self.content_id or self.space_id}"
