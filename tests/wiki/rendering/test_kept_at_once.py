"""Several processes, each with a cache of its own: none shows what was before a change that is committed."""

import multiprocessing
import re
import time
from multiprocessing.sharedctypes import Synchronized
from typing import Any

import pytest
from django.db import connections

from accounts.actor import Actor
from accounts.models import User
from tests.factories.wiki import again, make_page, make_space, member, open_site
from wiki.models import Content, RestrictionType
from wiki.rendering import kept
from wiki.rendering.shown import rendered
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db(transaction=True)

CHANGES = 40
READERS = 3
_forking: Any = multiprocessing.get_context("fork")


def read(page_id: int, user_id: int, begun: "Synchronized[int]", done: "Synchronized[int]", answers: Any) -> None:
    """View a page until all changes are done; tell what was seen when, and how many views were rendered."""
    rendered_anew = 0
    real = kept.render_templates

    def counting(bodies: Any) -> Any:
        nonlocal rendered_anew
        rendered_anew += 1
        return real(bodies)

    kept.render_templates = counting
    seen: list[tuple[int, str, int]] = []
    finished = False
    while not finished:
        finished = done.value >= CHANGES
        page = again(Content(pk=page_id))
        reader = Actor.for_user(User.objects.get(pk=user_id))
        before = done.value
        html = rendered(reader, page.storage, page, page.space, page)
        seen.append((before, html, begun.value))
    connections.close_all()
    answers.put((seen, rendered_anew))


def test_no_process_shows_what_was_before_a_committed_change() -> None:
    open_site()
    ann, bob = member("ann"), member("bob")
    make_space(ann, for_all_users=True)
    goal = make_page(ann, "Goal 0")
    page = make_page(ann, "Start", storage=f'<ac:link><ri:content-entity ri:content-id="{goal.pk}"/></ac:link>')
    begun, done, answers = _forking.Value("i", 0), _forking.Value("i", 0), _forking.Queue()
    connections.close_all()
    processes = [
        _forking.Process(target=read, args=(page.pk, bob.user_id, begun, done, answers)) for _ in range(READERS)
    ]
    for process in processes:
        process.start()
    for number in range(1, CHANGES + 1):
        begun.value = number
        if number % 4:
            edit_page(ann, page_id=goal.pk, version=None, title=f"Goal {number}")
        else:
            users = [User.objects.get(pk=ann.user_id)] if number % 8 else []
            set_restriction(ann, content_id=goal.pk, type=RestrictionType.VIEW, users=users)
        done.value = number
        time.sleep(0.03)
    results = [answers.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(30)
    for seen, rendered_anew in results:
        assert len(seen) > rendered_anew > CHANGES // 4
        for before, html, after in seen:
            assert html_shows(html) in {state(number) for number in range(before, after + 1)}


def state(number: int) -> str:
    """Give what bob may see of the goal after a change."""
    restricted = (number // 4) % 2 == 1
    title = number if number % 4 else number - 1
    return "nothing" if restricted else f"Goal {max(title, 0)}"


def html_shows(html: str) -> str:
    """Give what the link shows."""
    found = re.search(r"Goal \d+", html)
    return found.group() if found else "nothing"
