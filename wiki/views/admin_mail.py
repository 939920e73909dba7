"""How mail leaves the wiki, and a mail to oneself to see that it does."""

from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import FORM, for_people


@for_people(methods=FORM)
def mail(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the operator's settings of mail; on POST, send the reader a mail and say how that went."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    problem = ""
    to = actor.user.email if actor.user is not None else ""
    if request.method == "POST":
        problem = _sent(to)
        if not problem:
            messages.success(request, _("A mail to %(address)s is on its way.") % {"address": to})
            return HttpResponseRedirect(reverse("admin-mail"))
    context = {**admin_frame("mail"), "facts": mail_facts(), "to": to, "problem": problem}
    return render(request, "wiki/site/mail.html", context, status=502 if problem and to else 400 if problem else 200)


def _sent(to: str) -> str:
    """Send the mail and give what went wrong, or nothing."""
    if not to:
        return _("Your profile has no mail address.")
    subject = _("A mail from the wiki")
    text = _("You asked the wiki at %(address)s for this mail. It can send mail.") % {"address": settings.WIKI_BASE_URL}
    try:
        send_mail(subject, text, None, [to])
    except (OSError, SMTPException) as error:
        return _("The mail was not sent: %(reason)s") % {"reason": f"{type(error).__name__}: {error}"[:500]}
    return ""


def mail_facts() -> list[tuple[str, str]]:
    """Give the operator's settings of mail, without the password."""
    facts = [(_("From"), settings.DEFAULT_FROM_EMAIL)]
    match settings.EMAIL_BACKEND.rpartition(".")[0].rpartition(".")[2]:
        case "smtp":
            tls = "TLS" if settings.EMAIL_USE_SSL else "STARTTLS" if settings.EMAIL_USE_TLS else _("not encrypted")
            facts.append((_("Server"), f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} ({tls})"))
            facts.append((_("Log-in name"), settings.EMAIL_HOST_USER or _("none")))
        case "filebased":
            facts.append((_("Not sent, but written to files in"), str(getattr(settings, "EMAIL_FILE_PATH", ""))))
        case kind:
            facts.append((_("Not sent, but given to"), kind))
    return facts
