"""`manage.py rebuild_search_index`: build this node's index anew, at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import drain
from search.errors import SearchError


class Command(BaseCommand):
    """Builds the index beside the live one and swaps it in; searches go on meanwhile."""

    help = "Builds the search index of this node anew from the database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it, and say how far that is."""
        try:
            count = drain.rebuild(lambda done, total: self.stdout.write(f"{done:,} of {total:,}"))
        except SearchError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{count:,} documents can be found."))
