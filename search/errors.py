"""What can go wrong when somebody searches."""

from django.utils.translation import gettext


class SearchError(Exception):
    """Something about searching; `str(error)` is a sentence for people."""


class QuerySyntaxError(SearchError):
    """A query that can't be understood.

    Attributes:
        position: where, in characters from 0.
        reason: what is wrong there.
    """

    def __init__(self, reason: str, position: int) -> None:
        self.reason = reason
        self.position = position
        super().__init__(
            gettext("The query can't be understood at character {position}: {reason}").format(
                position=position + 1, reason=reason
            )
        )


class UnknownName(SearchError):
    """A query names a field, operator or function that there is not."""


class IndexUnavailable(SearchError):
    """There is no index yet, or it is broken; it is being built."""

    def __init__(self) -> None:
        super().__init__(gettext("The search index is being built. Try again in a moment."))


class IndexBusy(SearchError):
    """Another process writes to the index for too long."""

    def __init__(self) -> None:
        super().__init__(gettext("The search index is busy. Try again in a moment."))
