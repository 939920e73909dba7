"""The journal: what has to be looked at anew by the index of every node."""

from django.db import models
from django.utils import timezone


class Thing(models.TextChoices):
    """What an entry is about; `number` says which one.

    `HOST` is a page or blog post with all that hangs on it. `REBUILD` asks every node to build its index anew.
    """

    CONTENT = "content"
    HOST = "host"
    USER = "user"
    SPACE = "space"
    REBUILD = "rebuild"


class JournalEntry(models.Model):
    """One change, written in the transaction that made it and never changed after.

    `transaction` is the database's number of that transaction, 0 where changes are written one after the other anyway:
    entries are read in its order, because ids are given before a transaction commits.
    """

    transaction = models.BigIntegerField(default=0)
    thing = models.CharField(max_length=16, choices=Thing)
    number = models.BigIntegerField(default=0)
    origin = models.CharField(max_length=64, blank=True, default="", help_text="the node that has done it already")
    when = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural = "journal entries"
        indexes = (models.Index(fields=["transaction", "id"], name="search_journal_order"),)

    def __str__(self) -> str:
        return f"{self.thing} {self.number}"


class ExtractedText(models.Model):
    """The text inside a file, by the digest of its bytes: files that are alike are read once."""

    digest = models.CharField(max_length=64, primary_key=True, help_text="SHA-256 of the file, in hexadecimal")
    text = models.TextField(blank=True, default="")
    problem = models.CharField(max_length=300, blank=True, default="", help_text="why there is none")
    taken = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.digest
