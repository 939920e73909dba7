#!/usr/bin/env python
"""Runs Django's commands for this project, and says a wrong setting in one line."""

import os
import sys

from config.errors import KnobError


def main() -> None:
    """Run the command named on the command line; end with 2 when an operator's setting is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except KnobError as error:
        print(f"Wrong setting: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
