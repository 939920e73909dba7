"""The ids of a page's own never are those of what the wiki puts around it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.wiki.rendering.known_links import context
from wiki.rendering.render import render_storage
from wiki.storage_format.anchors import FRAME_IDS, anchor_id, content_id

TEMPLATES = ("base.html", "wiki/space_frame.html", "wiki/pages/view.html", "wiki/comments/*.html")


def ids(storage: str) -> list[str]:
    return re.findall(r' (?:id|name)="([^"]*)"', str(render_storage(storage, context())))


@pytest.mark.parametrize(
    "storage",
    [
        '<p id="task-form">x</p>',
        '<a name="task-form">x</a>',
        '<p ID="task-form">x</p>',
        '<h2 id="task-form">x</h2>',
        '<ac:structured-macro ac:name="div"><ac:parameter ac:name="id">task-form</ac:parameter>'
        "<ac:rich-text-body><p>x</p></ac:rich-text-body></ac:structured-macro>",
    ],
)
def test_an_id_of_the_frame_is_changed(storage: str) -> None:
    assert ids(storage) == ["task-form_"]


def test_links_find_what_was_changed() -> None:
    link = '<ac:link ac:anchor="comments"><ac:plain-text-link-body>x</ac:plain-text-link-body></ac:link>'
    assert 'href="#comments_"' in str(render_storage(f'<h2 id="comments">a</h2>{link}', context()))
    toc = '<ac:structured-macro ac:name="toc" />'
    assert 'href="#comments_"' in str(render_storage(f'{toc}<h2 id="comments">a</h2>', context()))


def test_a_title_and_a_heading_do_not_make_one_either() -> None:
    assert anchor_id("task", "form") == "task-form_"
    assert anchor_id("comment", "12") == "comment-12_"
    assert anchor_id("Task", "form") == "Task-form"
    assert content_id("id_text") == "id_text_"
    assert content_id("Plan-Aims") == "Plan-Aims"


def test_the_frame_of_pages_has_no_other_ids() -> None:
    folder = Path(settings.BASE_DIR) / "templates"
    written = [path.read_text() for name in TEMPLATES for path in folder.glob(name)]
    found = {name for text in written for name in re.findall(r'\bid="([^"{}]+)"', text)}
    assert "task-form" in found
    assert found <= FRAME_IDS, "add these to FRAME_IDS, so that no page can take them"
