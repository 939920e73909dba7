"""`manage.py restore_site FILE`: restore the backup of a whole site on an empty installation."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accounts.actor import SYSTEM_IMPORT
from accounts.errors import AccountError
from wiki.errors import WikiError
from wiki.management.printed import PrintedSteps
from wiki.models import Space
from wiki.transfer.report_text import report_lines
from wiki.transfer.restore import restore_site


class Command(BaseCommand):
    """Restores at once, without a worker: all of the backup or nothing."""

    help = (
        "Restores the zip of a backup or a site export of this wiki, with spaces, people, passwords, groups and "
        "permissions. Only on an installation without spaces and with nobody but the first administrator."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="the zip of the backup")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, and say what would come")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and print the report."""
        if Space._meta.db_table not in connection.introspection.table_names():
            raise CommandError(
                "Nothing was restored. The database is not set up: start the wiki once, stop it, restore."
            )
        try:
            report = restore_site(
                SYSTEM_IMPORT, options["file"], is_rehearsal=options["dry_run"], progress=PrintedSteps(self.stdout)
            )
        except OSError as error:
            raise CommandError(f"The file can't be read: {error}") from error
        except (WikiError, AccountError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        for line in report_lines(report):
            self.stdout.write(line)
        done = "Nothing was written." if options["dry_run"] else f"Restored: {', '.join(report['spaces'])}."
        self.stdout.write(self.style.SUCCESS(done))
