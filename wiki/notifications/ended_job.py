"""The mail that tells somebody how a job has ended: what failed, and what took longer than anybody watches."""

from datetime import timedelta
from email.utils import formataddr, parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.languages import speaking_to
from accounts.models import User
from accounts.queries import active_people, system_administrators
from jobs.models import Job, JobState
from wiki.notifications.addresses import absolute, address_of_job, site_host
from wiki.notifications.sending import send_once

LONG = timedelta(seconds=60)
"""Who began a job that took no longer than this has seen on the screen that it is done."""


def is_worth_telling(job: Job) -> bool:
    """Say whether a mail is sent about the end of a job: when it failed, or was done after a long time."""
    if job.state == JobState.FAILED:
        return True
    is_done = job.state == JobState.DONE and job.owner_id is not None
    return is_done and job.finished is not None and job.finished - job.created > LONG


def tell_ended(job_id: UUID) -> int:
    """Mail the owner of a job how it ended; for one of the wiki's own, the system administrators.

    Returns:
        how many were mailed.

    Raises:
        SMTPException, OSError: the mail server can't take it now.
    """
    job = Job.objects.filter(pk=job_id).first()
    if job is None or job.is_live:
        return 0
    people = system_administrators() if job.owner_id is None else active_people().filter(pk=job.owner_id)
    messages = [_message(job, person) for person in people.exclude(email="")]
    connection = get_connection()
    try:
        for message in messages:
            send_once(connection, message)
    finally:
        connection.close()
    return len(messages)


def _message(job: Job, person: User) -> EmailMultiAlternatives:
    with speaking_to(person):
        return _in_their_language(job, person)


def _in_their_language(job: Job, person: User) -> EmailMultiAlternatives:
    has_failed = job.state == JobState.FAILED
    result = job.result or {}
    context = {
        "job": job,
        "has_failed": has_failed,
        "address": address_of_job(job.pk),
        "result": result,
        "result_address": _address_of_result(str(result.get("address", ""))),
        "hours": settings.WIKI_EXPORT_HOURS if result.get("place") == "exports" else None,
    }
    said = _("Failed: %(title)s") if has_failed else _("Done: %(title)s")
    site, _address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message = EmailMultiAlternatives(
        subject=" ".join(f"[{site or 'Oxbow'}] {said % {'title': job.title}}".split()),
        body=render_to_string("mail/job.txt", context),
        to=[formataddr((" ".join(person.display_name.split()), person.email))],
        headers={
            "Message-ID": f"<job-{job.pk}.{person.key}@{site_host()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("mail/job.html", context), "text/html")
    return message


def _address_of_result(path: str) -> str:
    # A result names a path of the wiki's host, its context path included.
    below = path.removeprefix(settings.WIKI_CONTEXT_PATH)
    return absolute(below) if below.startswith("/") else ""
