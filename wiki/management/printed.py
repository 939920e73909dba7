"""What commands print of long work."""

from django.core.management.base import OutputWrapper


class PrintedSteps:
    """Prints the steps of the work."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out

    def step(self, name: str, total: int | None = None) -> None:
        """Print that a step begins."""
        self._out.write(name if total is None else f"{name} ({total:,})")

    def advance(self, count: int = 1) -> None:
        """Print nothing for single things."""
