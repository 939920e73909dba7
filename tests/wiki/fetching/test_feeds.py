"""Feeds as they occur, and as an enemy would write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work import steps
from wiki.fetching.feeds import LONGEST_SUMMARY, MOST_ENTRIES, Feed, plain_text, read_feed
from wiki.fetching.places import NotFetched

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>News &amp; <![CDATA[<b>more</b>]]></title><link>https://news.example.org/</link>
<item><title>First &lt;i&gt;of all&lt;/i&gt;</title><link>https://news.example.org/1</link>
<description>&lt;p&gt;Some &lt;b&gt;bold&lt;/b&gt; words&lt;script&gt;alert(1)&lt;/script&gt;.&lt;/p&gt;</description>
<pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>Second</title><link>/2</link></item>
<item><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Bücher</title>
<entry><title>Eins</title><link rel="alternate" href="https://b.example.org/1"/><updated>2026-11-03T10:00:00Z</updated>
<content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>"""


def read(body: bytes, content_type: str = "application/xml") -> Feed:
    return read_feed(body, content_type, "https://news.example.org/feed")


def test_rss() -> None:
    feed = read(RSS)
    first, second, third = feed.entries
    assert feed.title == "News & more"
    assert (first.title, first.link) == ("First of all", "https://news.example.org/1")
    assert first.summary == "Some bold words ." or first.summary == "Some bold words."
    assert first.published == "2026-11-03T10:00:00+00:00"
    assert (second.link, second.summary, second.published) == ("https://news.example.org/2", "", "")
    assert third.link == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_atom_in_several_encodings(encoding: str) -> None:
    feed = read(ATOM.encode(encoding), f"application/atom+xml; charset={encoding}")
    assert feed.title == "Bücher"
    assert feed.entries[0].summary == "Text"
    assert feed.entries[0].published == "2026-11-03T10:00:00+00:00"


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("document_type", [BOMB, '<!doctype x SYSTEM "file:///etc/passwd">', "<!ENTITY x 'y'>"])
def test_document_types_are_refused(encoding: str, document_type: str) -> None:
    body = f'<?xml version="1.0"?>{document_type}<rss version="2.0"><channel><title>&b;</title></channel></rss>'
    with pytest.raises(NotFetched, match="document type"):
        read(body.encode(encoding))


@pytest.mark.parametrize("encoding", ["cp037", "utf-7", "unicode_escape", "punycode"])
@pytest.mark.parametrize("is_declared", [False, True])
def test_encodings_in_which_a_document_type_could_hide_are_refused(encoding: str, is_declared: bool) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if is_declared else ""
    hidden = {"utf-7": "+ADwAIQ-", "unicode_escape": "\\x3c!"}
    body = (
        f"{declaration}{BOMB.replace('<!', hidden.get(encoding, '<!'))}<rss><channel><title>&b;</title></channel></rss>"
    )
    with pytest.raises(NotFetched, match=r"encoding|document type"):
        read_feed(
            body.encode("cp037" if encoding == "cp037" else "ascii"), f"text/xml; charset={encoding}", "http://a/"
        )


@pytest.mark.parametrize(
    "encoding", ["iso-8859-15", "windows-1252", "koi8-r", "gb18030", "shift_jis", "euc-jp", "x-none"]
)
def test_other_encodings_are_read(encoding: str) -> None:
    body = b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>'
    assert read_feed(body, f'text/xml; charset="{encoding}"', "http://a/").title == "News"


@pytest.mark.parametrize("unit", [b"<a>", b"<item>", b"<"])
def test_more_elements_than_a_feed_has_are_refused_at_once(unit: bytes) -> None:
    def ask() -> None:
        with pytest.raises(NotFetched, match="more elements"):
            read(b"<rss version='2.0'><channel>" + unit * 600_000)

    assert steps(ask) < 1000


@pytest.mark.parametrize("body", [b"", b"hello", b"<html><body>x</body></html>", b"{}", b"\xff\xfe\x00"])
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(NotFetched, match="no feed"):
        read(body)


@pytest.mark.parametrize(
    "name", [b"/etc/passwd", b"/proc/self/environ", b"https://news.example.org/", b"file:///etc/passwd"]
)
def test_a_body_is_never_taken_for_the_name_of_a_file(name: bytes) -> None:
    with pytest.raises(NotFetched, match="no feed"):
        read(name)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://u:p@x.org/",
        "http://",
        "x y",
    ],
)
def test_links_lead_to_the_web_or_nowhere(link: str) -> None:
    body = (
        f'<rss version="2.0"><channel><title>t</title><item><title>x</title><link>{link}</link></item></channel></rss>'
    )
    found = read(body.encode()).entries[0].link
    assert found == "" or found.startswith("https://news.example.org/")


def test_long_feeds_are_cut() -> None:
    item = "<item><title>t</title><description>" + "word " * 2000 + "</description></item>"
    feed = read(f'<rss version="2.0"><channel><title>{"x" * 5000}</title>{item * 150}</channel></rss>'.encode())
    assert len(feed.entries) == MOST_ENTRIES
    assert all(len(entry.summary) <= LONGEST_SUMMARY for entry in feed.entries)
    assert len(feed.title) == 300 and feed.title.endswith("…")


@pytest.mark.parametrize("piece", ["<", "<a", "<!--", "&", "<a b='", "<script>", "</", "&#x", "<![CDATA["])
def test_hostile_markup_takes_no_time(piece: str) -> None:
    begun = time.monotonic()
    for _ in range(20):
        plain_text(piece * 20_000, 600)
    assert time.monotonic() - begun < 2


@given(st.text(max_size=300))
def test_plain_text_is_one_line_without_tags(markup: str) -> None:
    text = plain_text(markup, 100)
    assert len(text) <= 100 and "\n" not in text and "\x00" not in text and text == text.strip()


@given(st.binary(max_size=400))
def test_any_bytes_are_a_feed_or_refused(body: bytes) -> None:
    try:
        read(b'<rss version="2.0"><channel>' + body)
    except NotFetched as error:
        assert str(error)
