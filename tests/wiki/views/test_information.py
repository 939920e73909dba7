"""What the wiki tells of a page."""

from pathlib import Path

from django.core.cache import cache

from accounts.actor import SYSTEM_VIEWS, Actor
from tests.factories.wiki import make_page, make_space
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import ViewCount
from wiki.services.pages.store import edit_page
from wiki.services.view_counts import collect_views


def test_links_both_ways_place_and_versions_are_told(scene: Scene, browser: Browser, ann: Actor, bob: Actor):
    make_space(ann, "SHUT")
    make_page(ann, "Hidden", space="SHUT")
    text = (
        '<p><ac:link><ri:page ri:content-title="second PAGE" /></ac:link> '
        '<ac:link><ri:page ri:space-key="SHUT" ri:content-title="Hidden" /></ac:link> '
        '<ac:link><ri:blog-post ri:content-title="News" /></ac:link> '
        '<a href="https://example.org/x">x</a> <a href="mailto:a@example.org">y</a></p>'
    )
    edit_page(ann, page_id=scene.page.pk, version=2, storage=text)

    def parts(actor: Actor, page_id: int) -> tuple[str, str, str, str]:
        answer = browser(actor).get(f"/pages/viewinfo.action?pageId={page_id}").content.decode()
        place, _, rest = answer.partition("Latest versions")
        versions, _, rest = rest.partition("Pages that link here")
        incoming, _, outgoing = rest.partition("Pages that this one links to")
        return place, versions, incoming, outgoing

    place, versions, incoming, outgoing = parts(bob, scene.page.pk)
    assert ">Second page</a></li>" in place.partition('class="hierarchy"')[2]
    assert "originalVersion=1&amp;revisedVersion=3" in versions
    assert ">Second page</a>" in outgoing and ">News</a>" in outgoing and "https://example.org/x" in outgoing
    assert "Hidden" not in outgoing and "mailto" not in outgoing
    assert ">Hidden</a>" in parts(ann, scene.page.pk)[3]
    assert ">First page</a>" in parts(bob, scene.child.pk)[2]


def test_views_are_noted_without_a_query_and_told(
    scene: Scene, browser: Browser, bob: Actor, settings, tmp_path: Path, django_capture_on_commit_callbacks
):
    cache.clear()
    settings.WIKI_VIEWS_FOLDER = tmp_path
    client, address = browser(bob), f"/display/{scene.space.key}/First+page"
    client.get(address)
    client.head(address)
    client.get(address, headers={"Sec-Purpose": "prefetch"})
    client.get(f"/pages/viewpage.action?pageId={scene.old_version_id}")
    client.get(f"/pages/viewpage.action?pageId={scene.page.pk}&noRedirect=true")
    assert ViewCount.objects.count() == 0
    collect_views(SYSTEM_VIEWS)
    collect_views(SYSTEM_VIEWS)
    answer = client.get(f"/pages/viewinfo.action?pageId={scene.page.pk}").content.decode()
    assert "2 in the last 30 days, 2 in the last year" in answer
    dashboard = client.get("/").content.decode().partition("Viewed most in the last 30 days")[2]
    assert ">First page</a>" in dashboard
