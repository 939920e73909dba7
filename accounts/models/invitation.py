"""Somebody who may join."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Invitation(models.Model):
    """That whoever reads the mail of an address may make one account, until a moment.

    The link in the mail is signed and names the row: taking the row away makes the link void.
    """

    email = models.EmailField(max_length=254)
    groups = models.JSONField(default=list, help_text="Names of the groups to join besides the default one.")
    inviter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Nobody for people who signed up themselves.",
    )
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return f"invitation of {self.email}"
