"""Images and frames from other hosts, and the policy that lets the browser load them."""

import re

import pytest

from config.security import content_security_policy
from tests.wiki.rendering.known_links import context
from wiki.macros.base import Target
from wiki.macros.embedding.safe_embed import Origin, external_frame, external_image, is_listed, origin_of, origins_in
from wiki.rendering.render import render_storage

ADDRESS = "https://Images.Example.org:8443/a b.png?x=1&y=2".replace(" ", "%20")
LOOK = {"alt": "pic", "class": "c", "width": "5", "height": None, "style": None, "title": None}
CLICK = {"external_images": "click", "embedded_frames": "click"}
LISTED = {
    "external_images": "listed",
    "embedded_frames": "listed",
    "external_image_hosts": ("images.example.org:8443",),
    "frame_hosts": ("*.example.org:8443",),
}


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://a.example.org/x", Origin("https", "a.example.org")),
        ("HTTP://A.Example.ORG:80", Origin("http", "a.example.org:80")),
        ("https://localhost?x", Origin("https", "localhost")),
        ("https://a.example.org#x", Origin("https", "a.example.org")),
        ("//a.example.org/x", None),
        ("/x", None),
        ("ftp://a.example.org/", None),
        ("https://user@a.example.org/", None),
        ("https://user:word@a.example.org/", None),
        ("https://a.example.org\\@b.example.org/", None),
        ("https:\\\\a.example.org/", None),
        ("https:/a.example.org/", None),
        ("https://a.example.org;script-src *", None),
        ("https://a.example.org 'unsafe-inline'", None),
        ("https://bücher.example/", None),
        ("https://a..example/", None),
        ("https://-a.example/", None),
        ("https://[::1]/", None),
        ("https://a.example.org:999999/", None),
        ("https://" + "a." * 200 + "example/", None),
        (" https://a.example.org/", None),
    ],
)
def test_only_plain_addresses_have_an_origin(address, origin):
    assert origin_of(address) == origin


@pytest.mark.parametrize(
    ("host", "listed"),
    [
        ("a.example.org", True),
        ("x.b.example.org", True),
        ("b.example.org", False),
        ("xb.example.org", False),
        ("a.example.org.evil.example", False),
        ("a.example.org:8080", False),
    ],
)
def test_hosts_on_a_list(host, listed):
    assert is_listed(host, ("a.example.org", "*.b.example.org")) is listed


def test_an_image_is_a_link_until_it_is_clicked_on():
    html = external_image(context(settings=CLICK), ADDRESS, LOOK)
    assert html.startswith('<a class="external-link external-image waiting-image"')
    assert 'href="https://Images.Example.org:8443/a%20b.png?x=1&amp;y=2"' in html
    assert 'data-image-origin="https://images.example.org:8443"' in html
    assert 'rel="nofollow noopener noreferrer"' in html
    assert " src=" not in html
    assert external_image(context(settings=CLICK), ADDRESS, LOOK, in_link=True).startswith("<span")


def test_an_image_of_a_listed_host_loads_and_tells_no_referrer():
    html = external_image(context(settings=LISTED), ADDRESS, LOOK)
    assert html.startswith("<img ")
    assert 'referrerpolicy="no-referrer"' in html
    other = external_image(context(settings=LISTED), "https://other.example/x.png", LOOK)
    assert other.startswith("<a ")
    assert "origin" not in other


@pytest.mark.parametrize("settings", [{}, {"external_images": "off", "embedded_frames": "off"}])
def test_when_it_is_off_there_are_links_only(settings):
    for html in (
        external_image(context(settings=settings), ADDRESS, LOOK),
        external_frame(context(settings=settings), ADDRESS, title="t"),
    ):
        assert html.startswith("<a ")
        assert "origin" not in html
        assert "waiting" not in html


@pytest.mark.parametrize("target", [Target.MAIL, Target.PDF, Target.WORD, Target.TEXT])
def test_nothing_loads_in_what_is_sent_or_printed(target):
    for settings in (CLICK, LISTED):
        assert "<img" not in external_image(context(settings=settings, target=target), ADDRESS, LOOK)
        assert "<iframe" not in external_frame(context(settings=settings, target=target), ADDRESS, title="t")


def test_frames():
    waiting = external_frame(context(settings=CLICK), ADDRESS, title='A "map"', width="400", height="300")
    assert waiting.startswith('<a class="external-link external-frame-link waiting-frame"')
    assert 'data-frame-title="A &quot;map&quot;"' in waiting
    frame = external_frame(context(settings=LISTED), ADDRESS, title="", width="400")
    assert frame.startswith('<iframe class="external-frame" src="https://Images')
    assert 'title="A page of another site"' in frame
    assert 'sandbox="allow-scripts' in frame
    link = external_frame(context(settings=CLICK), "javascript:alert(1)", title="t")
    assert link == '<span class="external-frame-link unresolved">t</span>'


def test_a_frame_of_the_wiki_itself_is_a_link():
    # With its own origin and scripts, what is in the frame could leave the sandbox.
    for settings in (CLICK, LISTED | {"frame_hosts": ("wiki.example.org",)}):
        html = external_frame(context(settings=settings), "https://wiki.example.org/x", title="t")
        assert html.startswith("<a ")
        assert "waiting" not in html


@pytest.mark.parametrize(
    "base", ["https://wiki.example.org", "https://wiki.example.org:443/docs", "http://wiki.example.org"]
)
@pytest.mark.parametrize(
    "address",
    [
        "https://wiki.example.org:443/pages/removepage.action",
        "https://wiki.example.org:00443/",
        "http://wiki.example.org:80/x",
        "https://WIKI.example.org",
    ],
)
def test_the_usual_port_makes_no_other_site(base, address):
    for settings in (CLICK, {**LISTED, "frame_hosts": ("wiki.example.org", "wiki.example.org:443")}):
        html = external_frame(context(settings=settings, base_url=base), address, title="x")
        assert "frame-origin" not in html and "<iframe" not in html


def test_a_page_names_the_origins_that_it_needs():
    image = '<ac:image><ri:url ri:value="https://a.example.org/x.png" /></ac:image>'
    storage = f'<p>{image}<img src="http://b.example/y.png" /></p>'
    html = str(render_storage(storage, context(settings=CLICK)))
    assert origins_in(html.encode()) == (("https://a.example.org", "http://b.example"), ())
    frame = external_frame(context(settings=CLICK), "https://c.example/", title="t")
    assert origins_in(f"<p>x</p>{frame}".encode()) == ((), ("https://c.example",))
    assert origins_in(str(render_storage(storage, context())).encode()) == ((), ())


def test_a_text_names_none():
    for text in (
        ' data-image-origin="https://evil.example"',
        'x &lt;a data-image-origin="https://evil.example"&gt;',
        '<b> data-frame-origin="https://evil.example"</b>',
        '<![CDATA[<a data-image-origin="https://evil.example">]]>',
        "<span title=' data-image-origin=\"https://evil.example\"'>x</span>",
        '<a href="/" data-image-origin="https://evil.example">x</a>',
    ):
        html = str(render_storage(f"<p>{text}</p>", context(settings=CLICK)))
        assert origins_in(html.encode()) == ((), ()), html


def test_the_policy_is_opened_for_these_origins_alone():
    plain = content_security_policy(None)
    assert "img-src 'self' data:;" in plain
    assert "frame-src 'self';" in plain
    opened = content_security_policy(None, ["https://a.example.org"], ["https://c.example"])
    assert "img-src 'self' data: https://a.example.org;" in opened
    assert "frame-src 'self' https://c.example;" in opened
    assert re.sub(r" https://\S+?(?=;)", "", opened) == plain


def test_many_origins_are_cut():
    html = "".join(f'<a data-image-origin="https://h{number}.example">x</a>' for number in range(500))
    assert len(origins_in(html.encode())[0]) == 50
