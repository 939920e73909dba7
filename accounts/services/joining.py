"""People join: invited by an administrator or, where the site lets them, because they asked to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import events
from accounts.actor import Actor
from accounts.default_groups import users_group_name
from accounts.errors import BadPassword, BadValue, NotPermitted
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.languages import speaking_to
from accounts.models import Invitation, LoginFailure, User, can_be_stored
from accounts.names import checked_email
from accounts.queries import group_by_name, group_exists
from accounts.services import throttle
from accounts.services.frame import require_administer_group, service
from accounts.services.users import made_user

GOOD_FOR = timedelta(days=7)
MOST_AT_ONCE = 50
MOST_OPEN = 1000
_SALT = "accounts.invitation"


@dataclass(frozen=True)
class SignUp:
    """Whether people may sign up, and from which domains; none named means all."""

    is_open: bool = False
    domains: tuple[str, ...] = ()

    def takes(self, email: str) -> bool:
        """Say whether somebody with this address may sign up."""
        domain = email.rpartition("@")[2].lower()
        return self.is_open and (not self.domains or domain in {each.lower() for each in self.domains})


_rule: Callable[[], SignUp] = SignUp


def sign_up_is_ruled_by(rule: Callable[[], SignUp]) -> None:
    """Have an app above say whether people may sign up; without one they may not."""
    global _rule
    _rule = rule


def sign_up_now() -> SignUp:
    """Say whether people may sign up."""
    return _rule()


@service
def invite(actor: Actor, *, emails: Iterable[str], groups: Iterable[str] = ()) -> list[Invitation]:
    """Invite people by mail: each gets a link that is good for one account and a week.

    Args:
        emails: their addresses, at most 50; one that is invited already is invited anew.
        groups: the names of the groups that they join besides the default one.

    Raises:
        NotPermitted: the actor is no administrator, or a group is for system administrators to fill.
        NoSuchGroup: a group is not there.
        BadValue: there is no address, there are too many, or one is none.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    wanted = list(dict.fromkeys(_address(email) for email in emails if email.strip()))
    if not 1 <= len(wanted) <= MOST_AT_ONCE:
        raise BadValue("emails", _("Give 1 to %(number)d addresses.") % {"number": MOST_AT_ONCE})
    joined = [group_by_name(name) for name in groups]
    for group in joined:
        require_administer_group(actor, group)
    names = [group.name for group in joined]
    made = [_invited(email, names, actor.user) for email in wanted]
    for invitation in made:
        events.publish_people_changed(actor, "invite", invitation.email)
    return made


@service
def take_back_invitation(actor: Actor, *, invitation_id: int) -> None:
    """Make the link of an invitation void.

    Raises:
        NotPermitted: the actor is no administrator.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    invitation = Invitation.objects.filter(pk=invitation_id).first()
    if invitation is not None:
        invitation.delete()
        events.publish_people_changed(actor, "take_back_invitation", invitation.email)


def ask_to_join(actor: Actor, *, email: str, address: str) -> None:
    """Have a link to join mailed to somebody who signs up; how often is limited.

    It answers the same whether the address may join, has an account already, or neither.

    Args:
        actor: anybody.
        email: the address to which the link goes.
        address: where the request came from.

    Raises:
        NotPermitted: people may not sign up here.
        BadValue: that is no mail address.
        TooManyFailures: it was asked too often for the address or from there.
    """
    rule = sign_up_now()
    if not rule.is_open:
        raise NotPermitted(_("People do not sign up here themselves; an administrator invites them."))
    wanted = _address(email)
    throttle.refuse_when_throttled(wanted, address=address, name_kind=LoginFailure.Kind.LINK)
    throttle.count_failure(wanted, address=address, name_kind=LoginFailure.Kind.LINK)
    _ask_to_join(actor, email=wanted)


@service
def _ask_to_join(actor: Actor, *, email: str) -> None:
    is_known = User.objects.filter(email__iexact=email).exists()
    if is_known or not sign_up_now().takes(email) or open_invitations().count() >= MOST_OPEN:
        return
    _invited(email, [], None)
    events.publish_people_changed(actor, "ask_to_join", email)


@service
def join(actor: Actor, *, token: str, username: str, full_name: str, password: str) -> User:
    """Make an account with the link of an invitation, which is used up by it.

    Args:
        actor: anybody who has the link.
        token: the token in the link.

    Raises:
        NotPermitted: the link is wrong, used, taken back or too old.
        BadValue: the name or the password can't be taken.
        UserExists: the name is in use.
    """
    invitation = _locked(token)
    if invitation is None:
        raise NotPermitted(_("This link to join is not valid any more. Please ask for a new one."))
    if not password:
        raise BadPassword(_("A password can't be empty."))
    user = made_user(username=username, full_name=full_name, email=invitation.email, password=password)
    names = [users_group_name(), *(name for name in invitation.groups if group_exists(name))]
    user.groups.add(*Group.objects.filter(name__in=names))
    Invitation.objects.filter(email__iexact=invitation.email).delete()
    events.publish_people_changed(actor, "join", user.username)
    return user


def open_invitations() -> QuerySet[Invitation]:
    """Give the invitations whose links are still good."""
    return Invitation.objects.filter(expires__gt=timezone.now()).select_related("inviter")


def invitation_of(token: str) -> Invitation | None:
    """Give the invitation of a link, or None when it is not valid any more."""
    try:
        number = signing.loads(token, salt=_SALT, max_age=GOOD_FOR) if can_be_stored(token) else None
    except signing.BadSignature:
        return None
    return open_invitations().filter(pk=number).first() if isinstance(number, int) else None


def forget_old_invitations() -> int:
    """Remove the invitations whose links are too old, and give how many there were."""
    return Invitation.objects.filter(expires__lte=timezone.now()).delete()[0]


def mail_invitation(invitation_id: int) -> bool:
    """Mail somebody the link of their invitation.

    Returns:
        whether a mail was sent: not for an invitation that was taken back.
    """
    invitation = open_invitations().filter(pk=invitation_id).first()
    if invitation is None:
        return False
    query = urlencode({"token": signing.dumps(invitation.pk, salt=_SALT)})
    context = {
        "link": f"{settings.WIKI_BASE_URL.rstrip('/')}/users/join.action?{query}",
        "base_url": settings.WIKI_BASE_URL,
        "inviter": invitation.inviter.display_name if invitation.inviter else "",
        "days": GOOD_FOR.days,
    }
    # What the invited person reads is not known: the language of who invites is the likeliest.
    with speaking_to(invitation.inviter):
        send_mail(
            _("Join the wiki"), render_to_string("accounts/mail/invitation.txt", context), None, [invitation.email]
        )
    return True


def _invited(email: str, groups: list[str], inviter: User | None) -> Invitation:
    invitation = Invitation.objects.create(
        email=email, groups=groups, inviter=inviter, expires=timezone.now() + GOOD_FOR
    )
    events.publish_invitation_wanted(invitation.pk)
    return invitation


def _locked(token: str) -> Invitation | None:
    found = invitation_of(token)
    # Whoever comes second with the same link waits for the first, and finds it used.
    return Invitation.objects.select_for_update().filter(pk=found.pk).first() if found is not None else None


def _address(email: str) -> str:
    checked = checked_email(email)
    if not checked:
        raise BadValue("email", _("Give a mail address."))
    return checked
