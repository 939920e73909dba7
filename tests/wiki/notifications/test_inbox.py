"""Who finds what among their notifications in the wiki."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.actor import SYSTEM_NOTIFICATIONS
from accounts.services.preferences import set_user_preference
from tests.factories.wiki import make_comment, make_page, member
from tests.wiki.notifications.conftest import names, watch
from wiki import tasks
from wiki.errors import NoSuchNotification
from wiki.models import Notification, RestrictionType
from wiki.queries.email_preferences import DAILY
from wiki.queries.notifications import MOST_COUNTED, notifications_for, unread_count
from wiki.services.notifications import note
from wiki.services.notifications.read import read_all_notifications, read_notification
from wiki.services.pages.store import edit_page
from wiki.services.reactions.react import react
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


def mention(who):
    return f'<p><ac:link><ri:user ri:userkey="{who.user.key}" /></ac:link></p>'


def task(who, text="do"):
    return (
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>"
        f'<ac:task-body>{text} <ac:link><ri:user ri:userkey="{who.user.key}" /></ac:link></ac:task-body></ac:task>'
        "</ac:task-list>"
    )


def told(who):
    """Give what somebody is told, newest first: why, of which content, in which version."""
    return [(one.kind, one.content_id, one.version) for one in notifications_for(who)]


def test_watchers_without_an_address_are_told_and_who_did_it_is_not(ann, bob, page, committed, settings):
    settings.WIKI_MAIL_IS_SET_UP = False
    type(bob.user).objects.update(email="")
    with committed():
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
    assert told(bob) == [("change", page.pk, 2)]
    assert told(ann) == []
    with committed():
        edit_page(ann, page_id=page.pk, version=2, storage="<p>3</p>", minor_edit=True)
    assert len(told(bob)) == 1


def test_whom_a_version_names_is_told_once(ann, bob, space, committed):
    with committed():
        page = make_page(ann, storage=mention(bob))
    assert told(bob) == [("mention", page.pk, 1)]
    with committed():
        edit_page(ann, page_id=page.pk, version=1, storage=mention(bob) + "<p>more</p>")
    assert len(told(bob)) == 1
    with committed():
        edit_page(ann, page_id=page.pk, version=2, storage=mention(bob) + task(bob))
    assert told(bob)[0] == ("task", page.pk, 3)
    tasks.note_in_inboxes({"content_id": page.pk, "version": 3, "actor_id": ann.user_id})
    assert len(told(bob)) == 2


def test_a_reply_is_told_to_whom_it_answers(ann, bob, space, committed):
    page = make_page(ann)
    comment = make_comment(bob, page)
    with committed():
        reply = make_comment(ann, page, mention(bob), reply_to=comment)
        make_comment(bob, page, reply_to=comment)
    assert [one[:2] for one in told(bob)] == [("mention", reply.pk)]
    with committed():
        reply = make_comment(ann, page, reply_to=comment)
    assert told(bob)[0][:2] == ("reply", reply.pk)


def test_who_may_not_see_it_is_not_told_and_sees_nothing_of_it_later(ann, bob, space, committed):
    page = make_page(ann)
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    with committed():
        edit_page(ann, page_id=page.pk, version=1, storage=mention(bob))
    assert not Notification.objects.exists()
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW)
    with committed():
        edit_page(ann, page_id=page.pk, version=2, storage=mention(bob) * 2 + mention(member("cem")))
    edit = Notification.objects.filter(user=bob.user)
    assert not edit.exists()
    with committed():
        edit_page(ann, page_id=page.pk, version=3, storage="<p />")
        edit_page(ann, page_id=page.pk, version=4, storage=mention(bob))
    assert unread_count(bob) == 1
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert (told(bob), unread_count(bob)) == ([], 0)
    with pytest.raises(NoSuchNotification):
        read_notification(bob, notification_id=edit.get().pk)


def test_who_wrote_it_is_told_of_the_first_reaction(ann, bob, page, committed):
    comment = make_comment(bob, page)
    with committed():
        react(ann, content_id=comment.pk, kind="heart", on=True)
        react(bob, content_id=comment.pk, kind="heart", on=True)
        react(ann, content_id=comment.pk, kind="like", on=True)
        react(ann, content_id=comment.pk, kind="like", on=False)
    assert told(bob) == [("like", comment.pk, 1)]
    assert told(ann) == []


def test_reading(ann, bob, page, committed):
    for version in (1, 2):
        with committed():
            edit_page(ann, page_id=page.pk, version=version, storage=f"<p>{version}</p>")
    newest = notifications_for(bob)[0]
    with pytest.raises(NoSuchNotification):
        read_notification(ann, notification_id=newest.pk)
    assert read_notification(bob, notification_id=newest.pk).read is not None
    assert [one.pk for one in notifications_for(bob, unread=True)] == [notifications_for(bob)[1].pk]
    assert read_all_notifications(bob) == 1
    assert unread_count(bob) == 0


def test_old_ones_and_too_many_are_forgotten(ann, bob, page, monkeypatch):
    monkeypatch.setattr(note, "MOST_EACH", 3)
    now = timezone.now()
    Notification.objects.bulk_create(
        Notification(user=who.user, kind="change", content=page, version=number, created=now - timedelta(days=number))
        for who, numbers in ((bob, (1, 2, 3, 4, 5)), (ann, (6, 91)))
        for number in numbers
    )
    assert note.forget_old_notifications(SYSTEM_NOTIFICATIONS) == 3
    assert sorted(Notification.objects.values_list("version", flat=True)) == [1, 2, 3, 6]


def test_many_are_counted_no_further(bob, page):
    Notification.objects.bulk_create(
        Notification(user=bob.user, kind="change", content=page, version=number) for number in range(MOST_COUNTED + 5)
    )
    assert unread_count(bob) == MOST_COUNTED


def test_the_list_does_not_ask_for_each_row(client, ann, bob, page, django_assert_max_num_queries):
    client.force_login(bob.user, backend="accounts.backends.UsernameBackend")
    comments = [make_comment(ann, page) for _ in range(12)]
    for one in (page, *comments):
        tasks.note_in_inboxes({"content_id": one.pk, "version": 1, "actor_id": ann.user_id})
    with django_assert_max_num_queries(14):
        assert client.get("/users/notifications").content.decode().count("commented on") == 12


def test_the_screens(client, ann, bob, page, committed):
    watch(bob, space=page.space)
    with committed():
        edit_page(ann, page_id=page.pk, version=1, storage=mention(bob))
        make_comment(ann, page, mention(bob))
    client.force_login(bob.user, backend="accounts.backends.UsernameBackend")
    shown = client.get("/users/notifications").content.decode()
    assert shown.count("mentioned you on") == 2
    assert '<span class="bell-count">2<' in shown
    number = notifications_for(bob)[0].pk
    answer = client.post(f"/users/notifications/{number}")
    assert "#comment-" in answer["Location"]
    assert client.get("/users/notifications?show=unread").content.decode().count("mentioned you on") == 1
    client.post("/users/notifications/all")
    assert "You have read everything" in client.get("/users/notifications?show=unread").content.decode()


def test_who_is_named_is_mailed_without_a_watch(ann, bob, page, sent):
    cem = member("cem")
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage=mention(cem) + "<p>Can you look?</p>")
    assert names(mails) == ["bob", "cem"]
    told_cem = next(one for one in mails if "cem" in one.to[0])
    assert "You are named on Plan" in told_cem.subject
    assert "Ann mentioned you on “Plan”" in told_cem.body
    assert "+ Can you look?" in told_cem.body


def test_one_mail_a_day(ann, bob, page, sent):
    set_user_preference(bob, username="bob", key=DAILY, value=True)
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>First line</p><p>other line</p>")
        make_comment(ann, page, mention(bob))
    assert mails == []
    hidden = make_page(ann, "Secret")
    watch(bob, content=hidden)
    with sent() as mails:
        edit_page(ann, page_id=hidden.pk, version=1, storage="<p>hush</p>")
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    with sent() as mails:
        tasks.send_daily_mails()
    (mail,) = mails
    assert "2 notifications" in mail.subject
    assert "+ other line" in mail.body and "Ann mentioned you on “Plan”" in mail.body
    assert "Secret" not in mail.body
    cache.clear()
    with sent() as mails:
        tasks.send_daily_mails()
    assert mails == []
