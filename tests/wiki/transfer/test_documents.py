"""HTML, PDF, Word and Markdown: of spaces and of pages."""

import email
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from unittest import mock

import pytest
from PIL import Image, ImageFile
from pypdf import PdfReader

from accounts.actor import Actor
from accounts.errors import NotPermitted
from jobs.models import Job
from tests.factories.wiki import grant, make_attachment, make_comment, make_page, make_space
from tests.start.services import do_without
from tests.wiki.transfer.made import done, jobs_done_at_once
from wiki.errors import NoSuchContent, PdfUnavailable
from wiki.models import Content, RestrictionType, Space
from wiki.services.blogposts.store import create_blogpost
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.look import set_space_logo
from wiki.transfer import pdf
from wiki.transfer.exports import ExportType, PageExportType, start_page_export, start_space_export
from wiki.transfer.files import file_of
from wiki.transfer.html_export import local_name

pytestmark = pytest.mark.django_db

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060f8cf00000201010078"
    "6fd4890000000049454e44ae426082"
)
IMAGE = '<ac:image ac:alt="a dot"><ri:attachment ri:filename="dot ü.png" /></ac:image>'
LINK = '<ac:link><ri:page ri:content-title="{}" /></ac:link>'


@pytest.fixture
def pango() -> None:
    """What PDF is made with."""
    if not pdf.is_available():
        do_without("WeasyPrint or Pango is not installed")


@pytest.fixture(autouse=True)
def home(tmp_path, settings) -> Iterator[None]:
    """A folder of its own for exports."""
    settings.WIKI_HOME = tmp_path
    yield


@pytest.fixture
def space(ann: Actor) -> Space:
    """A space that everybody may view, with a page that has a picture and links."""
    made = make_space(ann, for_all_users=True)
    target = make_page(ann, "Target & more", storage="<h2>Part</h2><p>here</p>")
    page = make_page(ann, "Rich", below=target)
    make_attachment(ann, page, "dot ü.png", PNG)
    make_comment(ann, page, "<p>well said</p>")
    links = (
        LINK.format("Target &amp; more") + LINK.format("Secret") + '<a href="https://example.org/x?a=1&amp;b=2">out</a>'
    )
    edit_page(ann, page_id=page.pk, version=1, storage=f"<p>{IMAGE}{links}</p>")
    create_blogpost(ann, space_key="TST", title="News", storage="<p>new</p>")
    secret = make_page(ann, "Secret", storage="<p>hush</p>")
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    return made


@pytest.fixture
def rich(space: Space) -> Content:
    """The page with the picture and the links."""
    return Content.objects.get(title="Rich", status="current")


@pytest.fixture
def reader(bob: Actor, space: Space) -> Actor:
    """Somebody who may export, and does not see the secret page."""
    grant(space, bob.user, "EXPORTSPACE", "EXPORTPAGE")
    return bob


def bytes_of(job: Job) -> bytes:
    path = file_of(done(job))
    assert path is not None
    return path.read_bytes()


def space_as(actor: Actor, type: ExportType) -> bytes:
    with jobs_done_at_once():
        return bytes_of(start_space_export(actor, space_key="TST", type=type))


def page_as(actor: Actor, page: Content, type: PageExportType) -> bytes:
    with jobs_done_at_once():
        return bytes_of(start_page_export(actor, content_id=page.pk, type=type))


class TestHtml:
    """A folder that works offline."""

    def test_every_local_address_is_in_the_package(self, reader: Actor, rich: Content) -> None:
        package = zipfile.ZipFile(io.BytesIO(space_as(reader, ExportType.HTML)))
        names = set(package.namelist())
        pages = {name: package.read(name).decode() for name in names if name.endswith(".html")}
        assert len(pages) == 5, "the index, the home page, two pages and a post"
        for html in pages.values():
            for address in re.findall(r'\s(?:href|src)="([^"#]+)', html):
                if not address.startswith("http"):
                    assert f"TST/{address}" in names
        page = pages[f"TST/{rich.pk}.html"]
        target = Content.objects.get(title="Target & more")
        assert f'href="{target.pk}.html"' in page and "https://example.org/x?a=1&amp;b=2" in page
        assert re.search(rf'src="attachments/{rich.pk}/[^"]*\.png"', page) and "well said" in page
        assert package.read(f"TST/attachments/{rich.pk}/{local_name('dot ü.png')}") == PNG
        index = pages["TST/index.html"]
        assert "Target &amp; more" in index and "News" in index
        assert "hush" not in "".join(pages.values()) and "Secret" not in index

    def test_the_logo_of_the_space_stands_on_the_index(self, reader: Actor, rich: Content) -> None:
        written = io.BytesIO()
        Image.new("RGB", (20, 20), "red").save(written, "PNG")
        space = set_space_logo(Actor.for_user(rich.creator), key="TST", data=written.getvalue())
        package = zipfile.ZipFile(io.BytesIO(space_as(reader, ExportType.HTML)))
        assert '<img class="export-logo" src="logo.png" alt="">' in package.read("TST/index.html").decode()
        assert hashlib.sha256(package.read("TST/logo.png")).hexdigest() == space.logo_id

    def test_the_tree_is_nested(self, reader: Actor, rich: Content) -> None:
        package = zipfile.ZipFile(io.BytesIO(space_as(reader, ExportType.HTML)))
        index = package.read("TST/index.html").decode()
        assert index.count("<ul") == index.count("</ul>") and index.count("<li>") == index.count("</li>")
        assert re.search(r"Target &amp; more</a><ul[^>]*><li><a [^>]*>Rich</a></li></ul></li>", index)

    def test_names_of_files_are_harmless_and_differ(self) -> None:
        names = ["a b.txt", "a_b.txt", "../x", "..", ".htaccess", "a/b.txt", "CON ", "ü", "x" * 300]
        local = [local_name(name) for name in names]
        assert len(set(local)) == len(names)
        for name in local:
            assert re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", name) and len(name) < 130


@pytest.mark.usefixtures("pango")
class TestPdf:
    """One document with a title page, contents, numbers and links."""

    def test_a_space(self, reader: Actor, rich: Content, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "PAGES_AT_ONCE", 1)
        document = PdfReader(io.BytesIO(space_as(reader, ExportType.PDF)))
        texts = [page.extract_text() for page in document.pages]
        assert "Space TST" in texts[0] and "Contents" in texts[1]
        assert "hush" not in "".join(texts) and "Secret" not in texts[1]
        (number,) = [number for number, text in enumerate(texts) if text.startswith("Rich")]
        assert texts[number].rstrip().endswith(str(number - 1)), "pages after the contents are numbered from 1"
        assert re.search(rf"Rich\s+{number - 1}\b", texts[1])
        assert "[1]" in texts[number] and "https://example.org/x?a=1&b=2" in texts[number]
        assert [image.name for image in document.pages[number].images]
        (target,) = [at for at, text in enumerate(texts) if text.startswith("Target & more")]
        places = [one.get_object().get("/Dest") for one in document.pages[number]["/Annots"]]
        assert document.pages[target].indirect_reference in [place[0] for place in places if place is not None]
        assert "Target & more" in str(document.outline)

    def test_a_page(self, reader: Actor, rich: Content) -> None:
        document = PdfReader(io.BytesIO(page_as(reader, rich, PageExportType.PDF)))
        assert "Rich" in document.pages[0].extract_text() and len(document.pages[0].images) == 1

    def test_nothing_is_fetched_from_elsewhere(self, ann: Actor, reader: Actor, rich: Content) -> None:
        from wiki.transfer.weasyprint_documents import _Pictures

        fetcher = _Pictures(reader)
        for address in ("file:///etc/passwd", "http://127.0.0.1/x.png", "data:image/png;base64,AAAA"):
            with pytest.raises(ValueError, match="no picture"):
                fetcher(address)


@pytest.mark.usefixtures("pango")
def test_making_pdfs_does_not_let_cut_off_pictures_pass_elsewhere() -> None:
    import wiki.transfer.weasyprint_documents  # noqa: F401

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_without_pango_a_pdf_is_refused_at_once(reader: Actor, rich: Content) -> None:
    with mock.patch.object(pdf, "is_available", return_value=False):
        with pytest.raises(PdfUnavailable, match="Pango"):
            start_space_export(reader, space_key="TST", type=ExportType.PDF)
        with pytest.raises(PdfUnavailable):
            start_page_export(reader, content_id=rich.pk, type=PageExportType.PDF)
    assert not Job.objects.exists()


class TestPage:
    """One page as a document."""

    def test_html_has_its_pictures_inside(self, reader: Actor, rich: Content) -> None:
        html = page_as(reader, rich, PageExportType.HTML).decode()
        assert "<h1>Rich</h1>" in html and "data:image/png;base64," in html

    def test_word_has_its_pictures_beside(self, reader: Actor, rich: Content) -> None:
        message = email.message_from_bytes(page_as(reader, rich, PageExportType.WORD))
        html, image = message.get_payload()
        assert image.get_payload(decode=True) == PNG
        assert f'src="{image["Content-Location"]}"' in html.get_payload(decode=True).decode()

    def test_markdown(self, reader: Actor, rich: Content, settings) -> None:
        text = page_as(reader, rich, PageExportType.MARKDOWN).decode()
        assert text.startswith("# Rich\n\n![a dot](") and "[out](https://example.org/x?a=1&b=2)" in text
        assert f"[Target & more]({settings.WIKI_BASE_URL}/" in text and "hush" not in text

    def test_who_may_not_export_is_refused(self, ann: Actor, bob: Actor, rich: Content) -> None:
        rich.space.group_permissions.filter(permission__codename="exportpage").delete()
        with pytest.raises(NotPermitted):
            start_page_export(bob, content_id=rich.pk, type=PageExportType.HTML)
        with pytest.raises(NoSuchContent):
            start_page_export(bob, content_id=10**6, type=PageExportType.HTML)
        secret = Content.objects.get(title="Secret")
        with pytest.raises(NoSuchContent):
            start_page_export(bob, content_id=secret.pk, type=PageExportType.HTML)
