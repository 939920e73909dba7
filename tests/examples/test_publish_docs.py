"""Publishes a small tree of HTML through a live server with the example program, as a newcomer would."""

import os
import re
import subprocess
import sys
import xmlrpc.client
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.accounts import PASSWORD
from tests.factories.wiki import open_site
from wiki.storage_format.extract import references
from wiki.storage_format.parser import parse

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).resolve().parent / "data"
PROGRAM = ROOT / "examples" / "publish_docs.py"

sys.path.append(str(PROGRAM.parent))

from html_to_storage import cdata, convert  # noqa: E402
from html_tree import DocumentTree, TreeError  # noqa: E402

PARENTS = {
    "Ferry Handbook": None,
    "Part I. The Crossing": "Ferry Handbook",
    "1. Loading": "Part I. The Crossing",
    "2. Casting Off": "Part I. The Crossing",
    "Part II. Tides": "Ferry Handbook",
    "1. Loading (Part II. Tides)": "Part II. Tides",
    "2. Storms": "Part II. Tides",
    "The Guide": "Ferry Handbook",
    "Passengers": "The Guide",
    "Dogs": "The Guide",
    "Bicycles": "The Guide",
    "Lost and Found": "Ferry Handbook",
}


@pytest.fixture(scope="module")
def tree() -> DocumentTree:
    """The bundled tree."""
    return DocumentTree(DATA)


def storage_of(tree: DocumentTree, path: str) -> str:
    """A page of the tree in storage format."""
    return convert(tree, tree.pages[path]).storage


def test_every_page_becomes_storage_format(tree: DocumentTree) -> None:
    assert len(tree.pages) == 12
    for page in tree.pages.values():
        parse(convert(tree, page).storage)


def test_titles_are_unique_and_the_tree_is_that_of_the_html(tree: DocumentTree) -> None:
    titles = {path: page.title for path, page in tree.pages.items()}
    assert {page.title: page.parent and titles[page.parent] for page in tree.pages.values()} == PARENTS


def test_pages_come_in_reading_order_each_after_its_parent(tree: DocumentTree) -> None:
    assert [page.title for page in tree.pages.values()] == list(PARENTS)


def test_a_wiki_needs_no_index_of_terms(tree: DocumentTree) -> None:
    assert "genindex.html" not in tree.pages


def test_title_bars_and_scripts_are_left_out(tree: DocumentTree) -> None:
    written = "".join(storage_of(tree, path) for path in tree.pages)
    for part in ("The bar above", "The bar below", "Made by hand", "alert", "<form", "¶"):
        assert part not in written
    assert "<h1>" not in written


def test_boxes_become_macros(tree: DocumentTree) -> None:
    assert '<ac:structured-macro ac:name="warning"><ac:rich-text-body>' in storage_of(tree, "loading.html")
    assert '<ac:structured-macro ac:name="note"><ac:rich-text-body>' in storage_of(tree, "tides.html")
    tip = '<ac:structured-macro ac:name="tip"><ac:parameter ac:name="title">Old hands say</ac:parameter>'
    assert tip in storage_of(tree, "casting-off.html")
    seealso = '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">See also</ac:parameter>'
    assert seealso in storage_of(tree, "guide/dogs.html")


def test_code_becomes_macros_with_their_language(tree: DocumentTree) -> None:
    sql = storage_of(tree, "casting-off.html")
    assert '<ac:parameter ac:name="language">sql</ac:parameter>' in sql
    assert "AND note = ']]]]><![CDATA[>';]]>" in sql
    python = storage_of(tree, "guide/passengers.html")
    assert '<ac:parameter ac:name="language">python</ac:parameter>' in python
    assert '<![CDATA[import ferry\nferry.board("Zoë")]]>' in python


def test_cdata_survives_its_own_end_mark() -> None:
    assert cdata("a]]>b") == "<![CDATA[a]]]]><![CDATA[>b]]>"


def test_links_name_pages_and_anchors(tree: DocumentTree) -> None:
    loading = storage_of(tree, "loading.html")
    assert '<ac:link ac:anchor="ROPES"><ri:page ri:content-title="2. Casting Off" />' in loading
    assert "<ac:link-body><code>ropes</code> in section 2</ac:link-body>" in loading
    casting_off = storage_of(tree, "casting-off.html")
    assert '<ac:link ac:anchor="ROPES"><ac:plain-text-link-body>' in casting_off
    assert casting_off.count('<ac:parameter ac:name="">ROPES</ac:parameter>') == 1
    assert "<p>Some lost page.</p>" in casting_off
    assert '<a href="https://ferries.example.org/a?b=1&amp;c=2">' in storage_of(tree, "index.html")
    assert '<ri:page ri:content-title="1. Loading" />' in storage_of(tree, "loading-2.html")


def test_images_and_linked_files_are_attachments(tree: DocumentTree) -> None:
    loading = convert(tree, tree.pages["loading.html"])
    assert loading.attachments == {"deck.png": "guide/images/deck.png"}
    assert '<ac:image ac:alt="The deck &amp; its lanes" ac:width="40"><ri:attachment ri:filename="deck.png" />' in (
        loading.storage
    )
    assert convert(tree, tree.pages["tides.html"]).attachments == {"heights.csv": "guide/heights.csv"}


def test_a_folder_without_a_start_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TreeError, match=r"no index\.html"):
        DocumentTree(tmp_path)


def test_links_out_of_the_folder_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "docs" / "index.html").write_text('<p>Text <img src="../secret.png" alt="not shown" /></p>')
    outside = DocumentTree(tmp_path / "docs")
    converted = convert(outside, outside.pages["index.html"])
    assert not converted.attachments
    assert converted.storage == "<p>Text not shown</p>"


# With a wiki


def run(url: str, *more: str, folder: Path = DATA, password: str = PASSWORD) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    command = [sys.executable, str(PROGRAM), "--url", url, "--user", "root", "--space", "FERRY", *more, str(folder)]
    environ = {**os.environ, "WIKI_PASSWORD": password}
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


@pytest.fixture
def wiki(transactional_db: None, live_server: Any) -> str:
    """The address of a live wiki with an administrator."""
    open_site()
    return str(live_server.url)


live = pytest.mark.django_db(transaction=True)


@live
def test_publishing_twice(wiki: str) -> None:
    first = run(wiki, "--name", "The Ferry", "--label", "ferry")
    assert first.returncode == 0, first.stderr
    assert "11 pages added, 1 updated, 0 unchanged; 2 files sent" in first.stderr
    assert "Links in the documentation that lead to nothing: 1" in first.stderr

    api = xmlrpc.client.ServerProxy(f"{wiki}/rpc/xmlrpc", use_builtin_types=True).confluence2
    token = str(api.login("root", PASSWORD))
    pages: Any = api.getPages(token, "FERRY")
    by_id = {page["id"]: page["title"] for page in pages}
    assert {page["title"]: by_id.get(page["parentId"]) for page in pages} == PARENTS
    ids = {page["title"]: page["id"] for page in pages}
    children: Any = api.getChildren(token, ids["Ferry Handbook"])
    assert [child["title"] for child in children] == [
        "Part I. The Crossing",
        "Part II. Tides",
        "The Guide",
        "Lost and Found",
    ]
    space: Any = api.getSpace(token, "FERRY")
    assert space["name"] == "The Ferry" and space["homePage"] == ids["Ferry Handbook"]
    labels: Any = api.getLabelsById(token, ids["Dogs"])
    assert {label["name"] for label in labels} == {"ferry", "guide"}
    attached: Any = api.getAttachments(token, ids["1. Loading"])
    assert [(file["fileName"], file["contentType"]) for file in attached] == [("deck.png", "image/png")]
    image = api.getAttachmentData(token, ids["1. Loading"], "deck.png", "0")
    assert image == (DATA / "guide" / "images" / "deck.png").read_bytes()
    check_links(api, token, set(ids))
    check_browser(ids)

    again = run(wiki, "--label", "ferry")
    assert again.returncode == 0, again.stderr
    assert "0 pages added, 0 updated, 12 unchanged; 0 files sent" in again.stderr

    touched = run(wiki, "--label", "ferry", "--touch")
    assert touched.returncode == 0, touched.stderr
    assert "0 pages added, 12 updated, 0 unchanged; 0 files sent" in touched.stderr
    now: Any = api.getPage(token, ids["2. Storms"])
    assert now["version"] == "2" and "Published again on" in now["content"]
    history: Any = api.getPageHistory(token, ids["2. Storms"])
    assert [version["version"] for version in history] == ["1"]
    before: Any = api.getPage(token, history[0]["id"])
    assert before["content"] == storage_of(DocumentTree(DATA), "storms.html")

    after = run(wiki, "--label", "ferry")
    assert "0 pages added, 0 updated, 12 unchanged" in after.stderr


def check_links(api: Any, token: str, titles: set[str]) -> None:
    """See that every link of every page names a page that is there."""
    seen = 0
    for title in titles:
        page = api.getPage(token, "FERRY", title)
        for outgoing in references(parse(page["content"])):
            if outgoing.kind == "page":
                assert outgoing.reference.title in titles
                seen += 1
    assert seen > 8


def check_browser(ids: dict[str, str]) -> None:
    """See that a reader gets links that lead to their targets, and the image."""
    browser = Client()
    assert browser.login(username="root", password=PASSWORD)
    html = browser.get("/pages/viewpage.action", {"pageId": ids["1. Loading"]}, follow=True).content.decode()
    assert 'class="unresolved' not in html
    link = re.search(r'href="([^"#]*)(#[^"]*)"[^>]*><code>ropes</code>', html)
    assert link is not None
    target = browser.get(link[1], follow=True).content.decode()
    assert f'id="{link[2][1:]}"' in target
    image = re.search(r'<img[^>]* src="([^"]*deck\.png[^"]*)"', html)
    assert image is not None
    response = browser.get(image[1].replace("&amp;", "&"))
    assert response.status_code == 200 and response["Content-Type"] == "image/png"


@live
def test_a_limited_run_is_gone_on_with(wiki: str) -> None:
    assert "3 pages added, 1 updated" in run(wiki, "--limit", "4").stderr
    # The pages that link to what was not there yet are sent again.
    assert "8 pages added, 2 updated, 2 unchanged" in run(wiki).stderr


@live
def test_a_changed_page_alone_is_sent(wiki: str, tmp_path: Path) -> None:
    for name, text in (("index", '<p><a href="a.html">A</a></p>'), ("a", "<p>A</p>")):
        (tmp_path / f"{name}.html").write_text(f"<html><head><title>{name}</title></head><body>{text}</body></html>")
    assert run(wiki, folder=tmp_path).returncode == 0
    (tmp_path / "a.html").write_text("<html><head><title>a</title></head><body><p>B</p></body></html>")
    assert "0 pages added, 1 updated, 1 unchanged" in run(wiki, folder=tmp_path).stderr


@live
def test_a_wrong_password_ends_the_run(wiki: str) -> None:
    refused = run(wiki, password="wrong")
    assert refused.returncode == 3
    assert "The wiki does not let root in" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_missing_folder_ends_the_run() -> None:
    refused = run("http://127.0.0.1:9", folder=Path("/nonexistent"))
    assert refused.returncode == 2
    assert "Stopped: There is no index.html in /nonexistent." in refused.stderr
