"""Who wants to know that a job has ended."""

import logging
from collections.abc import Callable

from django.db import transaction

from jobs.models import Job

logger = logging.getLogger(__name__)

job_ended: list[Callable[[Job], None]] = []
"""Called with each job that is done, failed or cancelled, in the transaction that writes it down.

A listener that sends an errand can be sure of it: either the job has ended and the errand waits, or neither.
"""


def tell_ended(job: Job) -> None:
    """Call the listeners; what one of them fails at undoes nothing but its own writing."""
    for listener in job_ended:
        try:
            with transaction.atomic():
                listener(job)
        except Exception:
            logger.exception("A listener of the end of job %s failed", job.pk)
