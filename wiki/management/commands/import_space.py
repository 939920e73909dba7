"""`manage.py import_space FILE`: import an XML export or a folder of pages, or say beforehand what that would bring."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import SYSTEM_IMPORT
from accounts.errors import AccountError
from wiki.errors import WikiError
from wiki.management.printed import PrintedSteps
from wiki.transfer import imports
from wiki.transfer.confluence_xml.people import read_table
from wiki.transfer.report_text import report_lines


class Command(BaseCommand):
    """Imports at once, without a worker: all of the package or nothing."""

    help = (
        "Imports the zip of an XML export: a space, or the spaces of a whole site. Or a folder of pages, as it is or "
        "as a zip: of Markdown, of HTML, or the data folder of DokuWiki."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and what of it is wanted."""
        parser.add_argument("file", type=Path, help="the zip of the export, or a folder of pages")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, and say what would come")
        parser.add_argument(
            "--space",
            action="append",
            default=[],
            metavar="KEY",
            help="take this space alone; may be given again. For a folder: the key of the new space",
        )
        parser.add_argument("--name", default="", help="what the space is called that a folder becomes")
        parser.add_argument(
            "--users", type=Path, metavar="TABLE.csv", help="lines with a name or key of the export and a username here"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and print the report."""
        listener = PrintedSteps(self.stdout)
        try:
            table = read_table(options["users"].read_text(encoding="utf-8-sig")) if options["users"] else {}
            do = imports.rehearse if options["dry_run"] else imports.import_now
            report = do(
                SYSTEM_IMPORT,
                options["file"],
                keys=options["space"],
                table=table,
                name=options["name"],
                progress=listener,
            )
        except (OSError, UnicodeError) as error:
            raise CommandError(f"The file can't be read: {error}") from error
        except (WikiError, AccountError) as error:
            raise CommandError(f"Nothing was imported. {error}") from error
        for line in report_lines(report):
            self.stdout.write(line)
        done = "Nothing was written." if options["dry_run"] else f"Imported: {', '.join(report['spaces'])}."
        self.stdout.write(self.style.SUCCESS(done))
