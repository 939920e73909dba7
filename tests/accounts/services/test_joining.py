"""Invitations and signing up."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import BadValue, NotPermitted, TooManyFailures
from accounts.models import Invitation, User
from accounts.services import joining
from accounts.services.joining import SignUp, ask_to_join, invitation_of, invite, join, take_back_invitation
from accounts.services.users import edit_user
from tests.factories.accounts import actor, super_actor
from tests.factories.wiki import group, open_site

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = {"username": "Nina", "full_name": "Nina New", "password": "water-under-9-bridges"}


@pytest.fixture
def chief(transactional_db: None) -> Actor:
    """Somebody who passes every permission, on a site that has its groups."""
    open_site()
    return super_actor("chief")


def sent_token() -> str:
    """Give the token in the mail that was sent last."""
    found = re.search(r"join\.action\?token=(\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return unquote(found[1])


def test_who_is_invited_makes_one_account(chief: Actor) -> None:
    group("authors")
    invite(chief, emails=["nina@example.org"], groups=["authors"])
    assert mail.outbox[-1].to == ["nina@example.org"]
    assert "Chief" in mail.outbox[-1].body
    token = sent_token()
    client = Client()
    assert "nina@example.org" in client.get(f"/users/join.action?token={token}").content.decode()
    again = {"token": token, **GOOD, "again": "other"}
    assert client.post("/users/join.action", again).status_code == 400
    assert client.post("/users/join.action", again | {"again": GOOD["password"]}).status_code == 302
    nina = User.objects.get(username="nina")
    assert (nina.email, nina.full_name) == ("nina@example.org", "Nina New")
    assert set(nina.groups.values_list("name", flat=True)) == {"confluence-users", "authors"}
    assert client.login(username="nina", password=GOOD["password"])
    assert client.get(f"/users/join.action?token={token}").status_code == 410
    with pytest.raises(NotPermitted):
        join(Actor.anonymous(), token=token, **(GOOD | {"username": "second"}))


def test_a_link_that_is_changed_old_or_taken_back_is_void(chief: Actor) -> None:
    (made,) = invite(chief, emails=["nina@example.org"])
    token = sent_token()
    assert invitation_of(token) == made
    assert invitation_of(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert invitation_of(token) is None
    Invitation.objects.update(expires=timezone.now() + timedelta(days=1))
    take_back_invitation(chief, invitation_id=made.pk)
    assert invitation_of(token) is None


def test_only_administrators_invite_and_only_into_groups_that_they_may_fill(chief: Actor) -> None:
    with pytest.raises(NotPermitted):
        invite(actor("ann"), emails=["x@example.org"])
    plain = actor("plain", permissions=("USECONFLUENCE", "ADMINISTRATECONFLUENCE"))
    with pytest.raises(NotPermitted):
        invite(plain, emails=["x@example.org"], groups=["confluence-administrators"])
    for emails in ([], ["no address"], [f"a{number}@example.org" for number in range(51)]):
        with pytest.raises(BadValue):
            invite(chief, emails=emails)
    assert not Invitation.objects.exists() and not mail.outbox


def test_signing_up_is_off_at_first_and_neutral(chief: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    assert client.get("/signup.action").status_code == 403
    with pytest.raises(NotPermitted):
        ask_to_join(Actor.anonymous(), email="new@example.org", address="")
    assert "signup.action" not in client.get("/login.action").content.decode()
    monkeypatch.setattr(joining, "_rule", lambda: SignUp(True, ("example.org",)))
    assert "signup.action" in client.get("/login.action").content.decode()
    edit_user(chief, username="chief", email="chief@example.org")
    answers = set()
    for email in ("new@example.org", "CHIEF@example.org", "new@elsewhere.org", "new@sub.example.org"):
        answer = client.post("/signup.action", {"email": email})
        answers.add((answer.status_code, answer.content.decode().partition("<main")[2].partition("</main>")[0]))
    assert len(answers) == 1
    assert [sent.to for sent in mail.outbox] == [["new@example.org"]]
    join(Actor.anonymous(), token=sent_token(), **GOOD)
    assert list(User.objects.get(username="nina").groups.values_list("name", flat=True)) == ["confluence-users"]


def test_asking_is_limited(chief: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "_rule", lambda: SignUp(True))
    with pytest.raises(TooManyFailures):
        for _ in range(5):
            ask_to_join(Actor.anonymous(), email="new@example.org", address="192.0.2.1")


def test_the_site_setting_opens_it(chief: Actor) -> None:
    client = Client()
    client.force_login(chief.user, backend="accounts.backends.UsernameBackend")  # type: ignore[arg-type]
    now = client.get("/admin/viewgeneralconfig.action").context["form"].initial
    opened = {name: value for name, value in now.items() if value is not False} | {"sign_up": "on"}
    assert client.post("/admin/viewgeneralconfig.action", opened).status_code == 302
    assert Client().get("/signup.action").status_code == 200
    assert client.post("/admin/invitations", {"emails": "a@example.org, b@example.org"}).status_code == 302
    assert "b@example.org" in client.get("/admin/invitations").content.decode()
