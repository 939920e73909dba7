"""What can go wrong with a job."""

from django.utils.translation import gettext


class JobError(Exception):
    """Something about a job; `str(error)` is a sentence for people."""


class NoSuchJob(JobError):
    """There is no such job, or it is somebody else's."""

    def __init__(self) -> None:
        super().__init__(gettext("There is no such job, or it is not yours."))


class AlreadyUnderWay(JobError):
    """Another job works on the same thing."""

    def __init__(self, what: str) -> None:
        super().__init__(
            gettext("Another job works on this already: {what}. Wait for it, or cancel it.").format(what=what)
        )


class JobFailure(JobError):
    """What a job's function raises when it can't be done; the sentence is shown to the owner."""


class JobCancelled(JobError):
    """Raised inside a job's function when somebody cancelled it."""

    def __init__(self) -> None:
        super().__init__(gettext("The job was cancelled."))


class LostJob(JobError):
    """Raised inside a job's function when the job is no longer its own: another worker took it up."""

    def __init__(self) -> None:
        super().__init__(gettext("Another worker has taken this job up."))
