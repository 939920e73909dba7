"""The language of pages, mails and kept renderings; and what stays English."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from pytest_django import DjangoAssertNumQueries

from accounts.actor import Actor
from accounts.errors import BadValue, NotPermitted
from accounts.languages import language_of
from accounts.services.languages import choose_language
from jobs.execution import execute
from jobs.models import Job
from tests.factories.accounts import system_administrator
from tests.factories.wiki import make_page
from tests.wiki.views.conftest import Browser, make_scene
from wiki.models import Space
from wiki.notifications.message import Telling, message_for
from wiki.rendering.cache import render_cache
from wiki.services.site.settings import change_site_settings

LOGIN = "/login.action"


def shown(browser: Client, address: str, wish: str = "") -> str:
    answer = browser.get(address, headers={"accept-language": wish} if wish else {})
    assert answer.status_code == 200, address
    return answer.content.decode()


def outermost(page: str) -> tuple[str, str]:
    """The language and the direction that a page says it has."""
    found = re.search(r'<html lang="([^"]+)" dir="([^"]+)"', page)
    assert found
    return found.group(1), found.group(2)


def said_in(language: str, text: str) -> str:
    with translation.override(language):
        said = gettext(text)
    assert said != text
    return said


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("", "en-GB"),
        ("de-CH, en;q=0.5", "de"),
        ("fr;q=0.3, de;q=0.9", "de"),
        ("en-US, de;q=0.9", "en-GB"),
        ("xx, *", "en-GB"),
        ("tlh, fr-CA;q=0.2", "fr"),
    ],
)
def test_a_browser_asks_for_a_language(site: None, wish: str, language: str):
    answer = Client().get(LOGIN, headers={"accept-language": wish} if wish else {})
    page = answer.content.decode()
    assert outermost(page) == (language, "ltr")
    assert "Accept-Language" in answer["Vary"]
    assert answer["Content-Language"] == language.lower()
    if language != "en-GB":
        assert said_in(language, "Forgot your password?") in page
        script = re.search(r'<script defer src="([^"]+)"></script>', page)
        assert script
        words = Client().get(script.group(1))
        assert said_in(language, "The wiki can't be reached.") in words.content.decode()
        assert "immutable" in words["Cache-Control"]


def test_what_somebody_chose_counts_more_than_browser_and_site(ann: Actor, bob: Actor, browser: Browser):
    chief = system_administrator()
    change_site_settings(chief, values={"interface_language": "fr"})
    anns = browser(ann)
    assert outermost(shown(anns, "/dashboard.action"))[0] == "fr"
    assert outermost(shown(anns, "/dashboard.action", "de"))[0] == "de"
    choose_language(ann, username="ann", language="de")
    page = shown(anns, "/dashboard.action", "en")
    assert outermost(page)[0] == "de"
    change_site_settings(chief, values={"browser_language": False})
    assert outermost(shown(browser(bob), "/dashboard.action", "de"))[0] == "fr"
    with pytest.raises(NotPermitted):
        choose_language(bob, username="ann", language="fr")
    with pytest.raises(BadValue):
        choose_language(ann, username="ann", language="tlh")


def test_the_profile_has_the_choice(ann: Actor, browser: Browser):
    anns = browser(ann)
    form = shown(anns, "/users/editmyprofile.action")
    assert '<option value="de">Deutsch</option>' in form
    sent = {"full_name": "Ann", "email": "", "version": "0", "storage": "", "language": "de"}
    assert anns.post("/users/editmyprofile.action", sent).status_code == 302
    assert ann.user
    ann.user.refresh_from_db()
    assert ann.user.language == "de" and language_of(ann.user) == "de"


@pytest.mark.parametrize("language", ["de", "fr"])
def test_main_screens_in_each_language(ann: Actor, space: Space, browser: Browser, language: str):
    scene = make_scene(ann, space)
    choose_language(ann, username="ann", language=language)
    anns = browser(ann)
    with translation.override(language):
        edited, day = gettext("Edit"), date_format(scene.post.posting_day, "DATE_FORMAT")
        files = ngettext("%(count)s file", "%(count)s files", 1) % {"count": 1}
    expected = {
        "/dashboard.action": said_in(language, "Spaces"),
        "/display/{key}/First+page": edited,
        "/display/{key}/{day}/News": day,
        "/spaces/listattachmentsforspace.action?key={key}": files,
        "/pages/viewinfo.action?pageId={page}": said_in(language, "Pages that link here"),
        "/pages/viewpreviousversions.action?pageId={page}": said_in(language, "History"),
        "/pages/editpage.action?pageId={page}": said_in(language, "What changed?"),
        "/dosearchsite.action?queryString=nothing": said_in(language, "What to search for"),
        "/users/viewmyprofile.action": said_in(language, "Edit profile"),
    }
    for address, words in expected.items():
        page = shown(anns, scene.fill(address))
        assert outermost(page) == (language, "ltr"), address
        assert words in page, address


def test_wires_stay_english(ann: Actor, space: Space, browser: Browser):
    choose_language(ann, username="ann", language="de")
    call = {"jsonrpc": "2.0", "id": 1, "method": "getPage", "params": ["TST", "None"]}
    answer = browser(ann).post(
        "/rpc/json-rpc/confluenceservice-v2?os_authType=basic",
        json.dumps(call),
        content_type="application/json",
        headers={"accept-language": "de", "x-atlassian-token": "no-check"},
    )
    assert "You're not allowed to view that page, or it does not exist" in answer.content.decode()


def test_kept_renderings_are_of_one_language(ann: Actor, space: Space, browser: Browser):
    page = make_page(ann, "Links", storage='<p><ac:link><ri:page ri:content-title="Nowhere" /></ac:link></p>')
    anns = browser(ann)
    address = f"/pages/viewpage.action?pageId={page.pk}&noRedirect=true"
    render_cache().clear()
    for language in ("en-gb", "de", "en-gb", "de"):
        choose_language(ann, username="ann", language=language)
        with translation.override(language):
            words = gettext("Create this page")
        assert f'title="{words}"' in shown(anns, address), language


def test_a_mail_is_in_the_language_of_its_reader(ann: Actor, bob: Actor, space: Space, settings: Any):
    from tests.wiki.notifications.conftest import watch
    from wiki.notifications.change import Change, story_of
    from wiki.notifications.recipients import recipients_among

    page = make_page(ann, "Plan", storage="<p>Text</p>")
    kept = watch(bob, content=page)
    story = story_of(Change(content_id=page.pk, version=1, actor_id=ann.user_id))
    assert story and bob.user
    choose_language(bob, username="bob", language="de")
    with translation.override("fr"):
        (recipient,) = recipients_among(story, [(bob.user.pk, kept.pk)])
        mail = message_for(Telling(story), recipient)
    with translation.override("de"):
        sentence = gettext("{name} added the page “{title}”").format(name="Ann", title="Plan")
    assert sentence in mail.body
    html = str(mail.alternatives[0][0])
    assert '<html lang="de" dir="ltr">' in html and said_in("de", "View the page") in html


def test_a_language_from_right_to_left_turns_the_page(ann: Actor, space: Space, browser: Browser, settings: Any):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    page = make_page(ann, "Plan", storage="<p>Text</p>")
    anns = browser(ann)
    shown_page = shown(anns, f"/pages/viewpage.action?pageId={page.pk}&noRedirect=true", "ar")
    assert outermost(shown_page) == ("ar", "rtl")
    # What people wrote takes its direction from its own letters.
    assert 'class="wiki-content" dir="auto"' in shown_page


def test_a_job_writes_in_the_language_of_its_owner(ann: Actor):
    choose_language(ann, username="ann", language="de")
    for owner_id, language in ((ann.user_id, "de"), (None, "en-gb")):
        job = Job.objects.create(kind="unheard-of", title="Something", owner_id=owner_id)
        with translation.override("fr"):
            execute(job.pk)
        job.refresh_from_db()
        with translation.override(language):
            said = gettext("This program knows no jobs of the kind {kind}.").format(kind="unheard-of")
        assert job.problem == said


def test_who_asks_whether_the_wiki_runs_costs_one_query(site: None, django_assert_num_queries: DjangoAssertNumQueries):
    with django_assert_num_queries(1):
        assert Client().get("/status", headers={"accept-language": "de"}).json() == {"state": "RUNNING"}
