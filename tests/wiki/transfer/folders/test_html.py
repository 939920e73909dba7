"""A folder of HTML becomes a space; so does Confluence's own HTML export."""

import pytest

from tests.architecture.source import ROOT
from tests.factories.wiki import open_site
from tests.wiki.transfer.folders.made import PNG, bring, files_of, page, tree, written, zipped
from wiki.models import Content, Space

CASES = ROOT / "tests/cases/imports/confluence_html"


def case(name: str) -> str:
    """Give a piece of an HTML export."""
    return (CASES / name).read_text(encoding="utf-8")


def shown(title: str, body: str, extra: str = "") -> str:
    """Give a page as an HTML export frames it."""
    return case("frame.html").format(title=title, body=body, extra=extra)


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    """A site with nothing in it."""
    open_site()


def test_the_html_export_of_a_lost_confluence(tmp_path) -> None:
    files: dict[str, str | bytes] = {
        "DEMO/index.html": case("index.html"),
        "DEMO/Home_1.html": shown("Home", "<p>welcome</p>"),
        "DEMO/Ape_2.html": shown("Ape", case("body.html"), case("attachments.html")),
        "DEMO/Zebra_3.html": shown("Zebra", '<h2 id="Zebra-Details">Details</h2>'),
        "DEMO/attachments/2/77.png": PNG,
        "DEMO/attachments/2/78.csv": "1,2",
        "DEMO/images/icons/bullet_blue.gif": PNG,
        "DEMO/styles/site.css": "p {}",
    }
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(files))
    report = bring(path, key="")
    space = Space.objects.get()
    assert (space.key, space.name, space.home_page.title) == ("DEMO", "Demo space", "Home")
    Space.objects.filter(pk=space.pk).update(key="DOCS")
    assert tree() == [("", "Home"), ("Home", "Zebra"), ("Home", "Ape")]
    ape = page("Ape")
    assert ape.modified.date().isoformat() == "2019-02-03" and files_of("Ape") == ["list.csv", "the map.png"]
    for expected in (
        '<ac:link ac:anchor="Zebra-Details"><ri:page ri:content-title="Zebra" />',
        '<ac:parameter ac:name="colour">Green</ac:parameter><ac:parameter ac:name="title">DONE</ac:parameter>',
        '<ac:parameter ac:name="title">run.sh</ac:parameter><ac:parameter ac:name="language">bash</ac:parameter>',
        '<![CDATA[echo "1 < 2"]]>',
        '<ac:structured-macro ac:name="warning"><ac:parameter ac:name="title">Careful</ac:parameter>',
        '<ac:image><ri:attachment ri:filename="the map.png" /></ac:image>',
    ):
        assert expected in ape.body.storage
    assert "breadcrumb" not in ape.body.storage and "Attachments" not in ape.body.storage
    assert "Zebra-Details</ac:parameter>" in page("Zebra").body.storage
    assert (report["missing_files"], report["broken_links"]) == ([], [])
    assert report["left_out"] == [
        "the author 'Anna' of 3 texts: nobody of that name is here",
        "the author 'Bert' of 3 texts: nobody of that name is here",
    ]


def test_any_other_html(tmp_path) -> None:
    files: dict[str, str | bytes] = {
        "index.html": "<title>Start — The site</title><nav>menu</nav><main><h1>Start</h1>"
        "<p>To <a href='sub/a.html#x'>a</a></p></main>",
        "sub/a.html": "<title>A page</title><body onload=x()><p id=x>Hi<script>alert(1)</script><img src='i.png'>"
        "<img src='gone.png'><form><input value=1></form><style>p{}</style><table><tr><th>1<td>2</table>",
        "sub/i.png": PNG,
    }
    report = bring(written(tmp_path, files))
    assert tree() == [("", "Start"), ("Start", "sub"), ("sub", "A page")]
    assert (
        page("Start")
        .body.storage.strip()
        .startswith('<p>To <ac:link ac:anchor="x"><ri:page ri:content-title="A page" />')
    )
    storage = page("A page").body.storage
    assert "script" not in storage and "style" not in storage and "input" not in storage and "onload" not in storage
    assert "<tr><th>1</th><td>2</td></tr>" in storage and '<ri:attachment ri:filename="i.png" />' in storage
    assert report["missing_files"] == ["'A page' shows 'gone.png'"]
    assert Content.objects.filter(kind="attachment").count() == 1
