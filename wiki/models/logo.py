"""The pictures that spaces and the site are known by."""

from django.db import models


class Logo(models.Model):
    """A small PNG made of what somebody uploaded, known by the digest of its bytes; spaces may share one."""

    digest = models.CharField(primary_key=True, max_length=64)
    png = models.BinaryField()

    def __str__(self) -> str:
        return self.digest
