"""What can be wrong with a text in storage format."""


class MalformedStorage(ValueError):
    """A text that is not well formed storage format; `str(error)` names the place and what was expected."""

    def __init__(self, line: int, column: int, message: str) -> None:
        self.line = line
        self.column = column
        self.message = message
        super().__init__(f"line {line}, column {column}: {message}")

    def __reduce__(self) -> tuple[type["MalformedStorage"], tuple[int, int, str]]:
        return type(self), (self.line, self.column, self.message)
