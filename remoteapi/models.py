"""Login tokens, which are the sessions of the remote API, and personal tokens, which people give to their scripts."""

from datetime import datetime

from django.conf import settings
from django.db import models


class LoginToken(models.Model):
    """One live session; the token itself is not kept, only its digest."""

    digest = models.CharField(max_length=64, primary_key=True, help_text="SHA-256 of the token, in hexadecimal digits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created = models.DateTimeField()
    last_used = models.DateTimeField(db_index=True)
    address = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"a login of {self.user_id} since {self.created:%Y-%m-%d %H:%M}"


class PersonalToken(models.Model):
    """A token that somebody made for a script of theirs; the token itself is not kept, only its digest."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, in hexadecimal digits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100, help_text="What its owner calls it.")
    may_change = models.BooleanField(default=False, help_text="Otherwise it opens only what reads.")
    created = models.DateTimeField()
    expires = models.DateTimeField(null=True, blank=True, help_text="Empty: never.")
    last_used = models.DateTimeField(null=True, blank=True, help_text="To the hour; empty: never.")
    revoked = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"'{self.name}' of {self.user_id}"

    def is_live_at(self, moment: datetime) -> bool:
        """Whether it is neither revoked nor expired; whether its owner is active is not looked at."""
        return self.revoked is None and (self.expires is None or self.expires > moment)


class NodeHeartbeat(models.Model):
    """A process that serves the site, as it last told of itself."""

    host = models.CharField(max_length=255)
    process = models.CharField(max_length=32, help_text="What it does: web, or the name of its queue.")
    pid = models.IntegerField()
    started = models.DateTimeField()
    beaten = models.DateTimeField(db_index=True)
    figures = models.JSONField(default=dict, help_text="Maps of texts by name: process, build, settings.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["host", "process", "pid"], name="remoteapi_node_once"),)

    def __str__(self) -> str:
        return f"{self.process} {self.pid} on {self.host}"
