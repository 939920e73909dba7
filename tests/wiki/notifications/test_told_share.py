"""Who has something shared with them finds it in the wiki and in their mail."""

import pytest

from tests.factories.accounts import super_actor
from tests.factories.wiki import member
from wiki.models import Notification, NotificationKind, RestrictionType
from wiki.notifications.told_share import mail_shared, note_shared
from wiki.services.notifications.read import read_all_notifications
from wiki.services.restrictions.set import set_restriction
from wiki.services.shares.share import share_content
from wiki.services.site.settings import change_site_settings

pytestmark = pytest.mark.django_db


def test_a_share_is_told_in_the_wiki_and_by_mail(ann, bob, page, sent):
    with sent() as mails:
        share_content(ann, content_id=page.pk, usernames=["bob"], note="Look <here>")
    told = Notification.objects.get(user=bob.user, kind=NotificationKind.SHARE)
    assert (told.content_id, told.actor_id, told.read) == (page.pk, ann.user_id, None)
    assert told.mailed
    (mail,) = mails
    assert mail.to == [f"{bob.user.display_name} <bob@example.org>"]
    assert mail.subject == f"[Team wiki] {ann.user.display_name} shares “Plan” with you"
    assert mail.from_email.startswith(f'"{ann.user.display_name} (Team wiki)" <')
    assert "Look <here>" in mail.body and "https://wiki.example.org/confluence/x/" in mail.body
    assert "Look &lt;here&gt;" in mail.alternatives[0][0]


def test_a_second_share_is_new_again_and_a_second_run_is_not(ann, bob, page, sent, mailoutbox):
    with sent():
        share_content(ann, content_id=page.pk, usernames=["bob"])
    read_all_notifications(bob)
    with sent() as mails:
        again = share_content(ann, content_id=page.pk, usernames=["bob"])
    assert Notification.objects.get(user=bob.user, kind=NotificationKind.SHARE).read is None
    assert len(mails) == 1
    before = len(mailoutbox)
    mail_shared(again.pk)
    note_shared(again.pk)
    assert len(mailoutbox) == before
    assert Notification.objects.filter(user=bob.user, content=page, kind=NotificationKind.SHARE).count() == 1


def test_who_may_not_view_it_any_more_is_told_nothing(ann, bob, page, mailoutbox):
    shared = share_content(ann, content_id=page.pk, usernames=["bob"])
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert (note_shared(shared.pk), mail_shared(shared.pk), mailoutbox) == (0, 0, [])


def test_an_address_outside_gets_no_name_of_a_space(ann, page, mailoutbox):
    member("carl")
    change_site_settings(super_actor("boss"), values={"share_outside": True})
    shared = share_content(ann, content_id=page.pk, usernames=["carl"], addresses=["x@else.org"])
    assert mail_shared(shared.pk) == 2
    inside, outside = mailoutbox
    assert outside.to == ["x@else.org"]
    assert page.space.name in inside.body and page.space.name not in outside.body + outside.alternatives[0][0]
    change_site_settings(super_actor("chief"), values={"share_outside": False})
    later = share_content(ann, content_id=page.pk, usernames=["carl"])
    later.addresses = ["x@else.org"]
    later.save()
    assert mail_shared(later.pk) == 1
