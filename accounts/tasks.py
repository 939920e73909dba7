"""What runs in the background for people."""

from celery import shared_task
from django.core.management import call_command

from accounts.services.joining import forget_old_invitations, mail_invitation
from accounts.services.link_mail import mail_password_link
from accounts.services.throttle import forget_old_failures


@shared_task(ignore_result=True)
def clear_expired_sessions() -> None:
    """Remove the rows of sessions that ended and of failed log-ins and invitations that do not count any more."""
    call_command("clearsessions")
    forget_old_failures()
    forget_old_invitations()


@shared_task(ignore_result=True)
def deliver_password_link(user_id: int, is_new: bool) -> None:
    """Mail somebody a link to set their password."""
    mail_password_link(user_id, is_new=is_new)


@shared_task(ignore_result=True)
def deliver_invitation(invitation_id: int) -> None:
    """Mail somebody the link of their invitation."""
    mail_invitation(invitation_id)
