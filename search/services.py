"""What administrators ask of the index."""

from uuid import UUID

from django.utils.translation import gettext

from jobs.models import Job
from jobs.registry import RunningJob, job
from jobs.services import start_job
from search import drain
from search.errors import SearchError
from search.folder import index_folder
from search.journal import record_change
from search.models import Thing

REBUILD_KIND = "rebuild-index"


def start_rebuild(owner_id: int | None) -> Job:
    """Have the index of every node built anew, as a job.

    Raises:
        AlreadyUnderWay: it is being built anew.
    """
    return start_job(
        kind=REBUILD_KIND, title=gettext("Rebuild the search index"), owner_id=owner_id, subject=f"{REBUILD_KIND}:all"
    )


def remove_unfinished_index(job_id: UUID) -> None:
    """Remove what a rebuild has left that came to no end."""
    drain.remove_unfinished()


@job(REBUILD_KIND, clean_up=remove_unfinished_index, attempts=3, expected=(SearchError,))
def rebuild_index(running: RunningJob) -> dict[str, object]:
    """Build this node's index anew, and ask the other nodes to do the same with theirs."""
    running.step(gettext("Reading everything that can be found"))
    count = drain.rebuild(running.reach)
    record_change([(Thing.REBUILD, 0)], origin=index_folder().node)
    return {"documents": count}
