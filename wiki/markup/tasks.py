"""Tasks: lines that begin with `[]`, or with `[x]` when they are done."""

import re

from wiki.markup.writing import element

TASK = re.compile(r"\[([ xX]?)\][ \t]+(?=\S)")
"""The beginning of a task."""

TASK_END = "</ac:task-body></ac:task>"
"""The end of a task."""


class Tasks:
    """Numbers the tasks of a text."""

    def __init__(self) -> None:
        self.number = 0

    def start(self, complete: bool) -> str:
        """Write the next task as far as its body."""
        self.number += 1
        number = element("ac:task-id", (), str(self.number))
        status = element("ac:task-status", (), "complete" if complete else "incomplete")
        return f"<ac:task>{number}{status}<ac:task-body>"
