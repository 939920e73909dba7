"""What it takes to show a page to somebody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from tests.factories.accounts import fresh
from tests.factories.wiki import again, make_page
from wiki.models import Space
from wiki.rendering.cache import render_cache
from wiki.rendering.shown import rendered, rendered_once


def links(number: int) -> str:
    """Give links to pages that are there, that are not, and to files, people, spaces and contents."""
    return "".join(
        f'<ac:link><ri:page ri:content-title="There {place % 20}"/></ac:link>'
        f'<ac:link><ri:page ri:content-title="Nowhere {place}" ri:space-key="OTH"/></ac:link>'
        f'<ac:link><ri:attachment ri:filename="{place}.pdf"/></ac:link>'
        f'<ac:link><ri:user ri:username="user{place}"/></ac:link>'
        f'<ac:link><ri:space ri:space-key="K{place}"/></ac:link>'
        f'<ac:link><ri:content-entity ri:content-id="{place + 1}"/></ac:link>'
        for place in range(number)
    )


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_page_with_300_links_takes_as_many_queries_as_one_with_3(
    ann: Actor, bob: Actor, space: Space, other_space: Space, is_kept: bool
) -> None:
    for number in range(20):
        make_page(ann, f"There {number}")
    counts = []
    for number in (1, 100):
        page = again(make_page(ann, f"Page with {number}", storage=links(number) * 3))
        reader = fresh(bob)
        render_cache().clear()
        with CaptureQueriesContext(connection) as captured:
            if is_kept:
                html = rendered(reader, page.storage, page, page.space, page)
            else:
                html = rendered_once(reader, page.storage, page, page.space)
        counts.append(len(captured))
        assert html.count("/display/TST/There+") == number * 3
    assert counts[0] == counts[1]
