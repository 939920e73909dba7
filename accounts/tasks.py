"""What runs in the background for people."""

from celery import shared_task
from django.core.management import call_command

from accounts.services.link_mail import mail_password_link
from accounts.services.throttle import forget_old_failures


@shared_task(ignore_result=True)
def clear_expired_sessions() -> None:
    """Remove the rows of sessions that ended and of failed log-ins that do not count any more."""
    call_command("clearsessions")
    forget_old_failures()


@shared_task(ignore_result=True)
def deliver_password_link(user_id: int, is_new: bool) -> None:
    """Mail somebody a link to set their password."""
    mail_password_link(user_id, is_new=is_new)
