"""A folder of Markdown becomes a space."""

import pytest
from django.core.files.storage import storages

from tests.factories.wiki import member, open_site
from tests.wiki.transfer.folders.made import PNG, bring, files_of, page, tree, written, zipped
from wiki.models import Content, Labelling, Link, Space
from wiki.transfer.confluence_xml.errors import BadPackage, ImportImpossible, KeyNeeded

pytestmark = pytest.mark.django_db

README = """# Our handbook

See [the guide](guide/), [setup](guide/setup.md#first-steps) and [lost](gone.md).
"""
GUIDE = """---
title: The guide
tags: [How To, manual]
weight: 2
---
# The guide

![map](../img/map.png)
"""
SETUP = """# Setup

## First steps

[up](index.md) [![map](../img/map.png)](../README.md) [sheet](a%20b.csv)
"""
FILES: dict[str, str | bytes] = {
    "README.md": README,
    "guide/index.md": GUIDE,
    "guide/setup.md": SETUP,
    "guide/a b.csv": "1,2\n",
    "guide/deep/page.md": "Just text, [outside](https://example.org/x) and [here](#nowhere)\n",
    "zero.md": "---\nweight: -1\ndate: 2020-05-06\nauthor: Anna Author\n---\n- [ ] to do\n- [x] done\n",
    "img/map.png": PNG,
    "img/unused.png": PNG,
    ".git/config": "[core]\n",
}


@pytest.fixture(autouse=True)
def site() -> None:
    """A site with nothing in it."""
    open_site()


def test_pages_tree_links_and_files(tmp_path) -> None:
    anna = member("anna")
    anna.user.full_name = "Anna Author"
    anna.user.save()
    report = bring(written(tmp_path, FILES), name="Handbook")
    space = Space.objects.get(key="DOCS")
    assert (space.name, space.home_page.title) == ("Handbook", "Our handbook")
    assert tree() == [
        ("", "Our handbook"),
        ("Our handbook", "zero"),
        ("Our handbook", "The guide"),
        ("The guide", "deep"),
        ("The guide", "Setup"),
        ("deep", "page"),
    ]
    home = page("Our handbook").body.storage
    assert "<h1>" not in home and '<ac:link><ri:page ri:content-title="The guide" />' in home
    assert (
        '<ac:link ac:anchor="first-steps"><ri:page ri:content-title="Setup" />' in home and "<span>lost</span>" in home
    )
    setup = page("Setup").body.storage
    assert '<h2><ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">first-steps</ac:parameter>' in setup
    assert '<ri:attachment ri:filename="map.png"><ri:page ri:content-title="The guide" /></ri:attachment>' in setup
    assert '<ri:page ri:content-title="Our handbook" /><ac:link-body><ac:image' in setup
    assert files_of("The guide") == ["map.png"] and files_of("Setup") == ["a b.csv"]
    stored = Content.objects.get(title="map.png")
    assert storages["attachments"].open(stored.file_key).read() == PNG and stored.media_type == "image/png"
    assert page("deep").body.storage == '<p><ac:structured-macro ac:name="children" /></p>'
    labels = Labelling.objects.filter(content=page("The guide")).values_list("label__name", flat=True)
    assert sorted(labels) == ["how-to", "manual"]
    zero = page("zero")
    assert (zero.created.date().isoformat(), zero.creator_id) == ("2020-05-06", anna.user.pk)
    assert "<ac:task-status>complete</ac:task-status>" in zero.body.storage
    assert Link.objects.filter(source=page("Setup"), title_folded="the guide").exists()
    assert report["broken_links"] == ["'Our handbook' links to 'gone.md', which is not in the folder"]
    assert report["left_out"] == ["img/unused.png: no page shows it or links to it"]
    assert report["counts"]["pages"] == 6 and report["counts"]["attachments"] == 2


def test_titles_that_are_taken_and_files_that_are_odd(tmp_path) -> None:
    files: dict[str, str | bytes] = {
        "index.md": "Start\n",
        "a/index.md": "# Part A\n",
        "a/x.md": "# Same\n",
        "b/index.md": "# Part B\n",
        "b/x.md": "# Same\n",
        "latin.md": "# Caf\xe9\n".encode("latin-1"),
    }
    (tmp_path / "secret.md").write_text("# Secret\n")
    folder = written(tmp_path / "docs", files)
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "out").symlink_to(tmp_path)
    report = bring(folder)
    titles = {title for _, title in tree()}
    assert titles == {"index", "Part A", "Part B", "Same", "Same (Part B)", "Café"}
    assert {
        "link.md: it is a link, and links are not followed",
        "out: it is a link, and links are not followed",
    } <= set(report["left_out"])
    assert any("latin.md: is no UTF-8" in line for line in report["mended"])
    assert any("'Same (Part B)'" in line for line in report["mended"])


def test_a_zip_with_one_folder_around(tmp_path) -> None:
    path = tmp_path / "docs.zip"
    path.write_bytes(zipped({f"handbook-main/{name}": data for name, data in FILES.items()}))
    bring(path)
    assert Space.objects.get(key="DOCS").home_page.title == "Our handbook" and len(tree()) == 6


def test_hostile_text_is_only_text(tmp_path) -> None:
    files: dict[str, str | bytes] = {
        "x.md": "<script>alert(1)</script>\n\n[a](javascript:alert(1)) [b](../../../etc/passwd) ![c](/etc/passwd)\n",
    }
    report = bring(written(tmp_path, files))
    storage = page("x").body.storage
    assert "<script" not in storage and "javascript" not in storage.replace("(javascript", "")
    assert len(report["broken_links"]) == 1 and len(report["missing_files"]) == 1


@pytest.mark.parametrize(("name", "why"), [("../x.md", "leads out"), ("/x.md", "leads out"), ("x.txt", "entities.xml")])
def test_packages_that_are_refused(tmp_path, name: str, why: str) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(zipped({"a.doc": "x", name: "x"}))
    with pytest.raises(BadPackage, match=why):
        bring(path)
    assert not Space.objects.exists()


def test_the_key_has_to_be_said_and_good(tmp_path) -> None:
    folder = written(tmp_path, {"a.md": "x"})
    with pytest.raises(KeyNeeded):
        bring(folder, key="")
    with pytest.raises(ImportImpossible, match="letters"):
        bring(folder, key="no good")
    bring(folder)
    with pytest.raises(ImportImpossible, match="DOCS already"):
        bring(folder)


def test_an_empty_folder_is_refused(tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadPackage, match="no pages"):
        bring(tmp_path / "empty")
