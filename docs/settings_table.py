"""Prints the table of settings in docs/administration.md: `python docs/settings_table.py` in the project's folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.settings.knobs import knob_fields


def settings_table() -> str:
    """Give every knob as a row of a Markdown table."""
    rows = ["| variable | kind | if not set | meaning |", "|---|---|---|---|"]
    for field in knob_fields():
        knob = field.metadata
        default = f"`{knob['default']}`" if knob["default"] else ""
        meaning = knob["meaning"].replace("|", "\\|")
        rows.append(f"| `{knob['name']}` | {knob['kind'].name} | {default} | {meaning} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(settings_table())
