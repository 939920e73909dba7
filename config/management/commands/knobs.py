"""`manage.py knobs`: lists what an operator may set."""

import textwrap
from typing import Any

from django.core.management.base import BaseCommand

from config.settings.knobs import knob_fields


class Command(BaseCommand):
    """List the environment variables the wiki knows."""

    help = "Lists the environment variables that set up the wiki: name, kind, default and meaning."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one paragraph for each."""
        self.stdout.write("bin/start runs the wiki. These environment variables set it up:\n\n")
        for field in knob_fields():
            knob = field.metadata
            default = f", {knob['default']} if not set" if knob["default"] else ""
            meaning = textwrap.fill(knob["meaning"], 100, initial_indent="    ", subsequent_indent="    ")
            self.stdout.write(f"{knob['name']} ({knob['kind'].name}{default})\n{meaning}\n")
