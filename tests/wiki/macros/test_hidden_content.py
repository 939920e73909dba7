"""What a reader may not see changes nothing in what macros show: not a title, not a count, not a blank."""

import re

import pytest

from tests.factories.wiki import make_attachment, make_comment, make_page, revoke_all
from wiki.macros import library
from wiki.macros.registry import MACROS
from wiki.models import RestrictionType
from wiki.rendering.shown import rendered_once
from wiki.services.labels.label import add_labels
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db

NAMED = ("hidden title", "hidden.png", "shared", "*")
QUERY = 'label = "shared" or label = "hidden" or creator = ann'
SHOW_ALL = {
    "all": "true",
    "columns": "edits,comments,labels,watches",
    "excerptType": "rich",
    "include": "authors,comments,labels,watches",
    "showAttachments": "true",
    "showComments": "true",
    "showCommentsCount": "true",
    "showCount": "true",
    "showPages": "true",
}
HIDDEN = """<p>body</p><ac:structured-macro ac:name="excerpt"><ac:rich-text-body><p>words</p></ac:rich-text-body>
</ac:structured-macro><ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>
<ac:task-body>to do</ac:task-body></ac:task></ac:task-list><p><ac:link><ri:user ri:username="bob"/></ac:link></p>"""


def shown(reader, page):
    """Give what each macro shows, by its name, a parameter and what that names."""
    library.load()
    out = {}
    for macro in MACROS.all():
        for name in [parameter.name for parameter in macro.parameters] or [""]:
            for value in NAMED:
                given = {**SHOW_ALL, name: QUERY if name == "cql" else value}
                parameters = "".join(
                    f'<ac:parameter ac:name="{key}">{text}</ac:parameter>' for key, text in given.items()
                )
                storage = f'<ac:structured-macro ac:name="{macro.name}">{parameters}</ac:structured-macro>'
                html = rendered_once(reader, storage, page, page.space)
                out[macro.name, name, value] = re.sub(r"<time[^>]*>[^<]*</time>", "", html)
    return out


def test_no_macro_shows_more_or_less_because_of_what_is_hidden(ann, bob, space, other_space):
    page = make_page(ann, "Visible")
    add_labels(ann, content_id=page.pk, labels="shared")
    revoke_all(other_space)
    before = shown(bob, page)
    hidden = make_page(ann, "Hidden title", storage=HIDDEN)
    add_labels(ann, content_id=hidden.pk, labels="hidden shared")
    make_attachment(ann, hidden, "hidden.png", b"data")
    make_comment(ann, hidden, "<p>comment</p>")
    make_page(ann, "Hidden below", below=hidden)
    seen = shown(bob, page)
    assert seen != before, "nothing here would show what is hidden"
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    after = shown(bob, page)
    assert [key for key, html in after.items() if html != before[key]] == []
