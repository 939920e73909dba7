"""What people say about themselves."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class UserInformation(models.Model):
    """The profile of a person: a text in storage format, a few fields, a picture."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="information")
    storage = models.TextField("about", blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    modifier = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    modified = models.DateTimeField(default=timezone.now)
    position = models.CharField(max_length=255, blank=True, default="")
    department = models.CharField(max_length=255, blank=True, default="")
    location = models.CharField(max_length=255, blank=True, default="")
    phone = models.CharField(max_length=255, blank=True, default="")
    website = models.URLField(max_length=255, blank=True, default="")
    picture_key = models.CharField(
        max_length=255, blank=True, default="", editable=False, help_text="Name in the picture store; empty: none."
    )

    class Meta:
        verbose_name = "profile"

    def __str__(self) -> str:
        return f"profile of {self.user}"
