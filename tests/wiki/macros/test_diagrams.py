"""Diagrams as texts, packed texts, and texts in files."""

import base64
import zlib
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import Actor
from tests.factories.wiki import make_attachment, make_page, member
from tests.wiki.macros.using import shown, use_of
from tests.wiki.rendering.known_links import context
from wiki.macros.base import Target
from wiki.macros.drawing.diagram_text import LONGEST_DIAGRAM, unpacked
from wiki.models import RestrictionType, Space
from wiki.rendering.render import render_storage
from wiki.services.restrictions.set import set_restriction

TEXT = "@startuml\nAnn -> Ben: 100 % é\n@enduml"


def _deflated(data: bytes) -> bytes:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflater.compress(data) + deflater.flush()


@pytest.mark.parametrize(
    "packed",
    [
        _deflated(TEXT.encode()),
        _deflated(quote(TEXT).encode()),
        zlib.compress(TEXT.encode()),
        TEXT.encode(),
    ],
    ids=["deflated", "deflated address", "zlib", "plain"],
)
def test_packed_texts_are_unpacked(packed: bytes) -> None:
    assert unpacked(base64.b64encode(packed).decode()) == TEXT
    assert unpacked(base64.urlsafe_b64encode(packed).decode().rstrip("=")) == TEXT


def test_a_bomb_is_not_unpacked() -> None:
    assert unpacked(base64.b64encode(_deflated(b"a" * 50_000_000)).decode()) is None
    assert unpacked(base64.b64encode(_deflated(b"a" * (LONGEST_DIAGRAM + 1))).decode()) is None
    assert unpacked("A" * 300_000) is None


@given(st.text() | st.binary().map(lambda data: base64.b64encode(data).decode()))
def test_anything_is_a_text_or_none(data: str) -> None:
    text = unpacked(data)
    assert text is None or "\0" not in text


@pytest.mark.parametrize("target", [Target.MAIL, Target.PDF, Target.WORD, Target.TEXT])
def test_where_nothing_runs_the_text_shows(target: Target) -> None:
    storage = (
        '<ac:structured-macro ac:name="mermaid"><ac:plain-text-body><![CDATA[pie "a": 1]]></ac:plain-text-body>'
        "</ac:structured-macro>"
    )
    html = str(render_storage(storage, context(target=target)))
    assert "<pre" in html and "pie &quot;a&quot;: 1" in html
    assert "mermaid-macro" not in html and "tabindex" not in html


@pytest.mark.django_db
def test_a_diagram_in_a_file_shows_its_text(ann: Actor, space: Space) -> None:
    page = make_page(ann, "Plan")
    make_attachment(ann, page, "flow", b"flowchart LR\r\n  a --> b\n")
    html = shown(ann, use_of("mermaid-cloud", {"filename": "flow", "toolbar": "bottom"}), page)
    assert '<pre class="diagram-source" tabindex="0">flowchart LR\n  a --&gt; b</pre>' in html
    assert "does not exist" in shown(ann, use_of("mermaid-cloud", {"filename": "other"}), page)
    assert "names no file" in shown(ann, use_of("mermaid-cloud"), page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"\xff\xfe\x00", "does not hold a text"), (b"x" * 60_000, "longer than 50,000"), (b" ", "no text")],
)
def test_a_file_that_holds_no_diagram_says_so(ann: Actor, space: Space, data: bytes, reason: str) -> None:
    page = make_page(ann, "Plan")
    make_attachment(ann, page, "flow", data)
    assert reason in shown(ann, use_of("mermaid-cloud", {"filename": "flow"}), page)


@pytest.mark.django_db
def test_a_diagram_in_a_file_of_a_closed_page_does_not_show(ann: Actor, space: Space) -> None:
    closed, opened = make_page(ann, "Closed"), make_page(ann, "Open")
    make_attachment(ann, closed, "flow", b"pie secret")
    set_restriction(ann, content_id=closed.pk, type=RestrictionType.VIEW, users=[ann.user])
    reference = '<ri:attachment ri:filename="flow"><ri:page ri:content-title="Closed" /></ri:attachment>'
    storage = use_of("mermaid-cloud", {"filename": reference})
    assert "pie secret" in shown(ann, storage, opened)
    assert "pie secret" not in shown(member("ben"), storage, opened)
