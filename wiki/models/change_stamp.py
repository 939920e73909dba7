"""How often something changed in each space, so that what was rendered before can be known to be stale."""

from django.db import models


class ChangeStamp(models.Model):
    """One count for each space, under its id; under `EVERYWHERE` people, permissions and settings of the whole site."""

    EVERYWHERE = 0

    scope = models.BigIntegerField(primary_key=True)
    count = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} changes in {self.scope or 'the whole site'}"
