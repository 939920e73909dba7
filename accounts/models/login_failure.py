"""Wrong passwords, counted."""

from django.db import models


class LoginFailure(models.Model):
    """How often logging in failed of late for one name or from one address.

    The name is kept as a digest: what people type there by mistake is now and then their password.
    """

    class Kind(models.TextChoices):
        """What the failures are counted for."""

        NAME = "name"
        ADDRESS = "address"
        LINK = "link"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    subject = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(db_index=True)
    refused_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "subject"], name="accounts_login_failure_once"),)

    def __str__(self) -> str:
        return f"{self.count} failures of {self.kind} {self.subject}"
