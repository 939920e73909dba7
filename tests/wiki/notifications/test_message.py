"""What a mail to a watcher says."""

import re
from email.header import decode_header, make_header
from html.parser import HTMLParser

import pytest
from django.test import Client

from accounts.services.preferences import set_user_preference
from tests.factories.wiki import make_attachment, make_comment, make_page
from tests.wiki.notifications.conftest import watch
from wiki.queries.email_preferences import SHOW_DIFFERENCE
from wiki.services.blogposts.store import create_blogpost
from wiki.services.comments.store import add_comment, edit_comment
from wiki.services.pages.store import edit_page

pytestmark = pytest.mark.django_db

BASE = "https://wiki.example.org/confluence"


def html_of(mail):
    """The HTML of a mail."""
    ((content, kind),) = mail.alternatives
    assert kind == "text/html"
    return content


def headers(mail):
    """The headers as they are sent, decoded."""
    return {name: str(make_header(decode_header(value))) for name, value in mail.message().items()}


class Loads(HTMLParser):
    """Finds whatever a mail program would load by itself, and scripts."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag in {"img", "script", "style", "link", "iframe", "object", "embed", "video", "audio", "form"}:
            self.found.append(tag)
        self.found += [name for name in named if name in {"src", "background", "srcset"} or name.startswith("on")]
        if "url(" in (named.get("style") or ""):
            self.found.append("url")


def only(mails):
    """The one mail that was sent, its HTML checked to load nothing."""
    (mail,) = mails
    loads = Loads()
    loads.feed(html_of(mail))
    assert loads.found == []
    assert "{" not in mail.body
    assert "\n\n\n" not in mail.body
    return mail


def test_an_edit_shows_the_difference(ann, page, sent):
    with sent() as mails:
        edit_page(
            ann,
            page_id=page.pk,
            version=1,
            storage="<p>First line</p><p>Second <em>changed</em> line</p>",
            version_comment="why & how",
        )
    mail = only(mails)
    assert mail.body.startswith("Ann edited the page “Plan” in the space Space TST.\n")
    assert "Ann says: why & how" in mail.body
    assert "  First line\n- Second line\n+ Second changed line\n" in mail.body
    compare = f"{BASE}/pages/diffpagesbyversion.action?pageId={page.pk}&selectedPageVersions=1&selectedPageVersions=2"
    assert compare in mail.body
    html = html_of(mail)
    assert "why &amp; how" in html
    assert re.search(r"<span[^>]*background[^>]*>changed ?</span>", html)
    assert compare.replace("&", "&amp;") in html


def test_who_does_not_want_the_difference_gets_its_address(ann, bob, page, sent):
    set_user_preference(bob, username="bob", key=SHOW_DIFFERENCE, value=False)
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>Something secret-ish</p>")
    mail = only(mails)
    assert "Something" not in mail.body + html_of(mail)
    assert "Compare the versions: " in mail.body


def test_an_edit_that_shows_nowhere(ann, page, sent):
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage='<p>First line</p><p class="x">Second line</p>')
    assert "Nothing changed that readers see" in only(mails).body


def test_a_mail_is_about_its_own_version_even_if_there_is_a_newer_one(ann, page, committed, mailoutbox):
    with committed():
        edit_page(ann, page_id=page.pk, version=1, storage="<p>Two</p>")
        edit_page(ann, page_id=page.pk, version=2, storage="<p>Three</p>")
    first, second = mailoutbox
    assert "+ Two" in first.body
    assert "Three" not in first.body
    assert "- Two\n+ Three" in second.body


def test_new_pages_and_posts_show_how_they_begin(ann, bob, space, sent):
    watch(bob, space=space)
    with sent() as mails:
        make_page(ann, "Long & <b>", storage="".join(f"<p>Line {number} &amp; &lt;i&gt;</p>" for number in range(90)))
    mail = only(mails)
    assert mail.body.startswith("Ann added the page “Long & <b>”")
    assert "Line 39 & <i>\n…" in mail.body
    assert "Line 40" not in mail.body
    assert "Long &amp; &lt;b&gt;" in html_of(mail)
    assert "<b>" not in html_of(mail)
    with sent() as mails:
        post = create_blogpost(ann, space_key="TST", title="News", storage="<p>It is out.</p>")
    mail = only(mails)
    assert mail.body.startswith("Ann published the blog post “News”")
    assert "It is out." in mail.body
    assert f"{BASE}/display/TST/{post.posting_day:%Y/%m/%d}/News" in mail.body


def test_a_comment_and_the_replies_to_it_make_a_thread(ann, bob, administrator, page, sent):
    with sent() as mails:
        comment = make_comment(ann, page, "<p>What do you think?</p>")
    first = only(mails)
    assert first.body.startswith("Ann commented on “Plan”")
    assert f"{BASE}/display/TST/Plan#comment-{comment.pk}" in first.body
    assert f"{BASE}/pages/addcomment.action?pageId={page.pk}&parentId={comment.pk}" in first.body
    with sent() as mails:
        reply = add_comment(ann, container_id=page.pk, storage="<p>Anybody?</p>", parent_id=comment.pk)
    second = only(mails)
    assert second.body.startswith("Ann replied to a comment on “Plan”")
    assert "Ann had written:\n> What do you think?\n" in second.body
    assert "Anybody?" in second.body
    first_headers, second_headers = headers(first), headers(second)
    assert second_headers["In-Reply-To"] == first_headers["Message-ID"]
    assert second_headers["References"].split() == [first_headers["In-Reply-To"], first_headers["Message-ID"]]
    with sent() as mails:
        edit_comment(ann, comment_id=reply.pk, storage="<p>Nobody?</p>")
    third = only(mails)
    assert third.body.startswith("Ann edited a comment on “Plan”")
    assert "- Anybody?\n+ Nobody?" in third.body


def test_a_file(ann, page, sent):
    with sent() as mails:
        make_attachment(ann, page, "ä b.txt", b"x" * 2048)
    mail = only(mails)
    assert mail.body.startswith("Ann attached a file to “Plan”")
    assert "File: ä b.txt (2.0\xa0KB)" in mail.body
    assert f"{BASE}/download/attachments/{page.pk}/%C3%A4%20b.txt?" in mail.body
    with sent() as mails:
        make_attachment(ann, page, "ä b.txt", b"y")
    assert only(mails).body.startswith("Ann attached a new version of a file to “Plan”")


def test_headers(ann, bob, page, sent):
    ann.user.full_name = "Ann Öl, the “1st”"
    ann.user.save()
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
        edit_page(ann, page_id=page.pk, version=2, title="Plan 'B' <x>", storage="<p>3</p>")
    first, second = (headers(mail) for mail in mails)
    assert first["Subject"] == "[TST] Plan 'B' <x>"
    assert "Ann Öl, the “1st” (Team wiki)" in first["From"]
    assert first["From"].endswith("<wiki@example.org>")
    assert first["To"] == "Bob <bob@example.org>"
    assert first["List-Id"] == "<tst.wiki.example.org>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(rf"<page-{page.pk}-2\.{bob.user.key}@wiki\.example\.org>", first["Message-ID"])
    assert second["Message-ID"] != first["Message-ID"]
    assert second["References"] == first["References"]


def test_line_ends_in_names_make_no_headers(ann, page, sent):
    type(page).objects.filter(pk=page.pk).update(title="Plan\r\nBcc: everybody@example.org")
    with sent() as mails:
        make_comment(ann, page)
    found = headers(only(mails))
    assert "Bcc" not in found
    assert found["Subject"] == "[TST] Plan Bcc: everybody@example.org"


def test_the_address_to_stop_works_without_logging_in(ann, bob, page, sent, settings):
    with sent() as mails:
        make_comment(ann, page)
    mail = only(mails)
    address = headers(mail)["List-Unsubscribe"].strip("<>")
    assert address in mail.body
    assert address.startswith(f"{BASE}/users/stopwatching.action?watch=")
    assert Client().post(address.removeprefix(BASE), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not bob.user.watches.exists()


def test_a_long_difference_is_cut(ann, bob, space, sent):
    page = make_page(ann, "Long", storage="".join(f"<p>Old {number}</p>" for number in range(300)))
    watch(bob, content=page)
    with sent() as mails:
        new = "".join(f"<p>New {number}</p>" for number in range(300))
        edit_page(ann, page_id=page.pk, version=1, storage=new)
    mail = only(mails)
    assert "⋯ the rest is on the page of the difference" in mail.body
    assert "New 79" in mail.body
    assert "New 80" not in mail.body
    assert "the rest is on the page" in html_of(mail)


def test_markup_that_is_no_storage_format_any_more(ann, page, sent):
    page.body.storage = "<p>broken"
    page.body.save()
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>mended</p>")
    assert "+ mended" in only(mails).body
