"""Login tokens: the sessions of the remote API."""

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
