"""Two versions of a page beside each other."""

from accounts.actor import Actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.services.pages.store import edit_page

COMPARE = "/pages/diffpagesbyversion.action"


def test_a_page_is_compared_as_it_is_read_and_as_it_is_written(scene: Scene, browser: Browser, ann: Actor):
    edit_page(ann, page_id=scene.page.pk, version=2, storage="<p>newer text</p><p>more</p>")
    edit_page(ann, page_id=scene.page.pk, version=3, storage="<p>newest text</p>")
    client = browser(ann)

    def shown(query: str) -> str:
        answer = client.get(f"{COMPARE}?pageId={scene.page.pk}&{query}")
        assert answer.status_code == 200
        return answer.content.decode()

    inline = shown("originalVersion=2&revisedVersion=3")
    assert "<p><del>new</del><ins>newer</ins> text</p>" in inline
    assert '<p class="diff-added"><ins>more</ins></p>' in inline
    assert "originalVersion=1&amp;revisedVersion=2" in inline and "originalVersion=3&amp;revisedVersion=4" in inline
    sides = shown("originalVersion=2&revisedVersion=3&view=sides")
    assert "<p><del>new</del> text</p>" in sides and "<p><ins>newer</ins> text</p>" in sides
    assert "&lt;p&gt;" in shown("originalVersion=2&revisedVersion=3&view=source")
    # Of more than two, the first and the last are meant.
    assert "<p><del>new</del><ins>newest</ins> text</p>" in shown(
        "selectedPageVersions=4&selectedPageVersions=2&selectedPageVersions=3"
    )
    assert "The texts are the same." in shown("originalVersion=4&revisedVersion=4&view=text")
