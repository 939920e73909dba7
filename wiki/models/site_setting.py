"""What an administrator decided for the whole site while it runs; what an operator sets stands in the environment."""

from django.db import models


class SiteSetting(models.Model):
    """One setting that differs from its default; names, kinds and defaults are declared in `wiki.site_settings`."""

    name = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()

    def __str__(self) -> str:
        return self.name
