"""manage.py python_client: writes the generated modules of the Python client, or checks them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from remoteapi.rpc.reference.python_client import modules


class Command(BaseCommand):
    """Writes clients/python/oxbow_client/wiki.py and objects.py from the table of methods."""

    help = "Writes the generated modules of the Python client from the table of remote methods."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a module is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or check."""
        folder = Path(settings.BASE_DIR) / "clients" / "python" / "oxbow_client"
        old = []
        for name, text in modules().items():
            path = folder / name
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            old.append(name)
            if not options["check"]:
                path.write_text(text, encoding="utf-8")
        if options["check"] and old:
            raise CommandError(f"Out of date: {', '.join(old)}. Run `python manage.py python_client`.")
        self.stdout.write(f"Wrote {', '.join(old)}." if old else "Everything is as it should be.")
