"""Tasks on the screen: ticked by a button, by a script and by programs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from tests.factories.wiki import again, make_comment, make_page
from tests.wiki.services.tasks.test_rows import listed, task
from tests.wiki.views.conftest import Browser
from wiki.models import RestrictionType, Space
from wiki.services.restrictions.set import set_restriction

STORAGE = listed(task("1", "first"), task("2", "second", "complete"))
BOX = re.compile(
    r'<button type="submit" class="task-box" form="task-form" formaction="([^"]+)" name="status" value="(\w+)"'
)


def boxes(page: str) -> list[tuple[str, str]]:
    """Give address and value of each box that can be ticked."""
    return [(address.replace("&amp;", "&"), value) for address, value in BOX.findall(page)]


def test_a_button_ticks_and_brings_back(space: Space, ann: Actor, bob: Actor, browser: Browser):
    page = make_page(ann, "Plan", storage=STORAGE)
    client = browser(bob)
    shown = client.get("/display/TST/Plan").content.decode()
    assert [value for _, value in boxes(shown)] == ["CHECKED", "UNCHECKED"]
    assert '<form id="task-form" method="post" hidden><input type="hidden" name="csrfmiddlewaretoken"' in shown
    address, value = boxes(shown)[0]
    answer = client.post(address, {"status": value}, headers={"Referer": "http://testserver/display/TST/Plan"})
    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/display/TST/Plan")
    assert again(page).storage == STORAGE.replace("incomplete", "complete", 1)
    assert [value for _, value in boxes(client.get("/display/TST/Plan").content.decode())] == ["UNCHECKED"] * 2
    assert client.post(address, {"status": "UNCHECKED"})["Location"] == "/display/TST/Plan"


def test_a_comment_has_boxes_of_its_own(space: Space, ann: Actor, bob: Actor, browser: Browser):
    page = make_page(ann, "Plan", storage="<p>x</p>")
    comment = make_comment(bob, page, STORAGE)
    make_comment(ann, page, STORAGE)
    shown = browser(bob).get("/display/TST/Plan").content.decode()
    addresses = [address for address, _ in boxes(shown)]
    assert [f"/task/{comment.pk}/" in address for address in addresses] == [True, True]
    assert shown.count('class="task-checkbox" disabled') == 2
    assert f'data-inline-tasks-content-id="{comment.pk}"' in shown


def test_who_may_not_edit_sees_pictures_of_boxes(space: Space, ann: Actor, bob: Actor, browser: Browser):
    page = make_page(ann, "Plan", storage=STORAGE)
    set_restriction(ann, content_id=page.pk, type=RestrictionType.EDIT, users=[ann.user])
    shown = browser(bob).get("/display/TST/Plan").content.decode()
    assert boxes(shown) == []
    assert shown.count('class="task-checkbox" disabled') == 2


def test_nothing_can_be_ticked_in_a_preview_or_an_earlier_version(space: Space, ann: Actor, browser: Browser):
    page = make_page(ann, "Plan", storage=STORAGE)
    client = browser(ann)
    fields = {"spaceKey": "TST", "pageId": page.pk, "storage": STORAGE}
    assert boxes(client.post("/pages/preview.action", fields).content.decode()) == []
    assert boxes(client.get(f"/pages/releaseview.action?pageId={page.pk}").content.decode()) == []


@pytest.mark.parametrize("method", ["post", "put"])
def test_a_program_ticks_as_confluence_lets_it(space: Space, ann: Actor, browser: Browser, method: str):
    page = make_page(ann, "Plan", storage=STORAGE)
    client = browser(ann, enforce_csrf_checks=True)
    address = f"/rest/inlinetasks/1/task/{page.pk}/1/"
    body = b'{"status": "CHECKED", "trigger": "VIEW_PAGE"}'
    send = getattr(client, method)
    assert send(address, body, content_type="application/json").status_code == 403
    assert again(page).storage == STORAGE
    answer = send(address, body, content_type="application/json", headers={"X-Atlassian-Token": "no-check"})
    assert (answer.status_code, answer.json()) == (200, {})
    assert again(page).storage == STORAGE.replace("incomplete", "complete", 1)


def test_a_form_needs_the_token(space: Space, ann: Actor, browser: Browser):
    page = make_page(ann, "Plan", storage=STORAGE)
    client = browser(ann, enforce_csrf_checks=True)
    address = f"/rest/inlinetasks/1/task/{page.pk}/1/"
    assert client.post(address, {"status": "CHECKED"}).status_code == 403
    shown = client.get("/display/TST/Plan").content.decode()
    token = re.search('name="csrfmiddlewaretoken" value="(.+?)"', shown)[1]
    assert client.post(address, {"status": "CHECKED", "csrfmiddlewaretoken": token}).status_code == 302
    headers = {"X-CSRFToken": token, "X-Requested-With": "oxbow"}
    answer = client.post(address, b'{"status": "UNCHECKED"}', content_type="application/json", headers=headers)
    assert answer.status_code == 200
    assert again(page).storage == STORAGE


def test_refusals(space: Space, ann: Actor, bob: Actor, stranger: Actor, anonymous: Actor, browser: Browser):
    page = make_page(ann, "Plan", storage=STORAGE)
    address = f"/rest/inlinetasks/1/task/{page.pk}/"

    def told(who: Actor, number: str, status: str = "CHECKED") -> int:
        body = f'{{"status": "{status}"}}'.encode()
        return browser(who).post(f"{address}{number}/", body, content_type="application/json").status_code

    assert told(ann, "3") == 404
    assert told(ann, "1", "MAYBE") == 400
    assert told(ann, "1/?digest=0", "CHECKED") in (404, 409)
    assert told(stranger, "1") == told(anonymous, "1") == 404
    for bad in (b"", b"[", b"[]", b'{"status": 1}', b"{" * 9000, b'{"a":' * 1000):
        assert browser(ann).post(f"{address}1/", bad, content_type="application/json").status_code == 400
    set_restriction(ann, content_id=page.pk, type=RestrictionType.EDIT, users=[ann.user])
    assert told(bob, "1") == 403
    assert browser(anonymous).post(f"{address}1/", {"status": "CHECKED"}).status_code == 302
    assert browser(ann).get(f"{address}1/").status_code == 405
    assert again(page).storage == STORAGE


def test_an_outdated_box_is_refused(space: Space, ann: Actor, browser: Browser):
    page = make_page(ann, "Plan", storage=STORAGE)
    client = browser(ann)
    answer = client.post(
        f"/rest/inlinetasks/1/task/{page.pk}/1/?digest=other", b'{"status":"CHECKED"}', content_type="application/json"
    )
    assert answer.status_code == 409
    assert "same moment" in answer.json()["message"]


def test_the_number_of_queries_does_not_grow_with_the_tasks(space: Space, ann: Actor, bob: Actor, browser: Browser):
    make_page(ann, "Few", storage=listed(task("1", "a")))
    make_page(ann, "Many", storage=listed(*(task(str(number), "a") for number in range(60))))
    client = browser(bob)

    def count(title: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert boxes(client.get(f"/display/TST/{title}").content.decode())
        return len(queries)

    first = {title: count(title) for title in ("Few", "Many")}
    assert first["Few"] == first["Many"]
