"""`manage.py import_users_csv FILE`: add people and groups out of a CSV table."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import SYSTEM_IMPORT
from accounts.errors import AccountError
from wiki.transfer.confluence_xml.errors import ImportImpossible
from wiki.transfer.users_csv import COLUMNS, import_users


class Command(BaseCommand):
    """Takes the whole table or nothing."""

    help = f"Adds people and groups out of a CSV table with the columns {', '.join(COLUMNS)}."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="the table, in UTF-8")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say how many there were."""
        try:
            added, known = import_users(SYSTEM_IMPORT, options["file"].read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeError) as error:
            raise CommandError(f"The file can't be read: {error}") from error
        except (ImportImpossible, AccountError) as error:
            raise CommandError(f"Nothing was imported. {error}") from error
        self.stdout.write(self.style.SUCCESS(f"{added:,} people were added, {known:,} were there."))
