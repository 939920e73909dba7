"""Who watches a label, or follows somebody, is told in the wiki and by mail, and can stop that by the mail."""

import re

import pytest

from accounts.services.preferences import set_user_preference
from tests.factories.wiki import make_comment, make_page, member
from tests.wiki.notifications.conftest import names
from wiki.models import Notification, NotificationKind, RestrictionType, Watch
from wiki.notifications.digest import mail_told
from wiki.queries.email_preferences import DAILY
from wiki.services.labels.label import add_labels
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.watches.by_link import stop_watch_by_link
from wiki.services.watches.follow import follow_person
from wiki.services.watches.label import watch_label

pytestmark = pytest.mark.django_db


@pytest.fixture
def carl(ann, page):
    """Somebody who watches the label hot, and follows Ann."""
    carl = member("carl")
    other = make_page(ann, "Other")
    add_labels(ann, content_id=other.pk, labels="hot")
    watch_label(carl, name="hot")
    follow_person(carl, username="ann")
    Notification.objects.all().delete()
    return carl


def kinds(who):
    """Why somebody was told."""
    return list(Notification.objects.filter(user=who.user).order_by("pk").values_list("kind", flat=True))


def test_a_label_is_told_to_those_who_watch_it(ann, bob, carl, page, sent):
    with sent() as mails:
        add_labels(ann, content_id=page.pk, labels="hot cold my:own")
    assert (kinds(bob), kinds(carl)) == ([], [NotificationKind.LABEL])
    assert Notification.objects.get(user=carl.user).subject == "hot"
    assert names(mails) == ["carl"]
    (mail,) = mails
    assert f"{ann.user.display_name} put the label “hot” on" in mail.body and "First line" in mail.body
    assert "because you watch the label “hot”" in mail.body
    token = re.search(r"watch=(\S+)", mail.extra_headers["List-Unsubscribe"])[1].strip("<>").replace("%3A", ":")
    stop_watch_by_link(carl, token=token)
    assert not Watch.objects.filter(user=carl.user, label__isnull=False).exists()


def test_who_puts_the_label_or_may_not_view_the_page_is_told_nothing(ann, carl, page, sent):
    with sent() as mails:
        add_labels(carl, content_id=page.pk, labels="hot")
    assert (kinds(carl), mails) == ([], [])
    hidden = make_page(ann, "Hidden")
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    Notification.objects.all().delete()
    with sent() as mails:
        add_labels(ann, content_id=hidden.pk, labels="hot")
    assert (kinds(carl), mails) == ([], [])


def test_who_follows_somebody_is_told_of_what_they_write(ann, bob, carl, page, sent):
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>Third</p>")
    assert names(mails) == ["bob", "carl"]
    reasons = {mail.to[0].split("@")[0].split("<")[-1]: mail.body for mail in mails}
    assert f"because you follow {ann.user.display_name}" in reasons["carl"]
    assert "because you watch the page" in reasons["bob"]
    with sent() as mails:
        make_comment(ann, page)
        make_comment(bob, page)
    assert names(mails).count("carl") == 1
    assert kinds(carl) == [NotificationKind.CHANGE] * 2


def test_the_mail_of_a_day_tells_of_labels(ann, carl, page, committed, mailoutbox):
    set_user_preference(carl, username="carl", key=DAILY, value=True)
    with committed():
        add_labels(ann, content_id=page.pk, labels="hot")
    assert mailoutbox == []
    assert mail_told(carl.user_id) == 1
    assert "put the label “hot” on “Plan”" in " ".join(mailoutbox[0].body.split())
