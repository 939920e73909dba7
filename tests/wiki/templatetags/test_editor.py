"""What the editor's page tells its scripts."""

import json
import re

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.actor import Actor
from tests.factories.wiki import member, open_site
from wiki.templatetags.editor import editor_people


def told(script: str, element_id: str) -> dict[str, str]:
    found = re.fullmatch(rf'<script id="{element_id}" type="application/json">(.*)</script>', script, re.DOTALL)
    assert found
    answer: dict[str, str] = json.loads(found.group(1))
    return answer


@pytest.mark.django_db
def test_names_of_those_who_are_mentioned(django_assert_num_queries: DjangoAssertNumQueries):
    open_site()
    ann, bob = member("ann"), member("bob")
    assert ann.user and bob.user
    text = (
        f'<ri:user ri:userkey="{ann.user.key}" /><ac:link><ri:user ri:username="bob" /><ri:user ri:userkey="none" /> &'
    )
    assert ann.may_use
    with django_assert_num_queries(1):
        names = told(editor_people(ann, text), "editor-people")
    assert names == {ann.user.key: ann.user.display_name, "bob": bob.user.display_name}
    with django_assert_num_queries(0):
        assert told(editor_people(Actor.anonymous(), "<p>nobody</p>"), "editor-people") == {}
