"""What can be wrong with a package that somebody wants to import."""

from wiki.errors import WikiError


class BadPackage(WikiError):
    """The package is damaged, hostile or no export; nothing of it is taken."""


class ImportImpossible(WikiError):
    """The package is fine, but this wiki can't take it as it is."""


class KeyNeeded(ImportImpossible):
    """A folder of pages does not say which space it is, and nobody else has said so."""

    def __init__(self) -> None:
        super().__init__("A folder of pages does not say which space it becomes. Give the key of the new space.")


class ImportNotReady(WikiError):
    """An import takes longer than its caller waits; the job goes on."""

    def __init__(self, address: str) -> None:
        super().__init__(f"The import is not ready yet. It goes on as the job {address}, which will say how it ended.")
