"""Feeds from elsewhere that pages show: fetched by a worker, kept here."""

from django.db import models


class FetchedFeed(models.Model):
    """The last that was fetched from one address; `entries` holds plain texts and checked addresses only."""

    url_digest = models.CharField(max_length=64, primary_key=True, help_text="SHA-256 of the address, in hexadecimal")
    url = models.TextField()
    title = models.CharField(max_length=500, blank=True, default="")
    entries = models.JSONField(default=list, help_text="objects with title, link, summary and published")
    problem = models.CharField(max_length=500, blank=True, default="", help_text="why the last attempt failed")
    asked = models.DateTimeField(help_text="when a reader last wanted it")
    attempted = models.DateTimeField(null=True)
    fetched = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.url
