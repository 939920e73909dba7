"""The errors of starting the program."""


class KnobError(Exception):
    """An operator's setting has a wrong value; the message is one line that names the environment variable."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(f"{name} {problem}".replace("\n", " "))


class StartError(Exception):
    """The wiki cannot start; the message is one line that says why."""
