"""A data folder of DokuWiki becomes a space."""

import gzip

import pytest

from tests.factories.wiki import member, open_site
from tests.wiki.transfer.folders.made import PNG, bring, files_of, page, tree, written
from wiki.models import Content, ContentStatus, Labelling, Space

pytestmark = pytest.mark.django_db

START = """====== Welcome ======
See [[team:start|the team]], [[team:rules#the_first|rules]], [[nothing:here]] and {{:logo.png?50|our logo}}.
{{tag>front}}"""
RULES = """====== Rules ======
===== The first =====
  * be **kind**
<WRAP box>x</WRAP>
{{photo.jpg }}{{lost.pdf|paper}}"""
OLD = "====== Rules ======\nold\n"


def data() -> dict[str, str | bytes]:
    """Give the files of a small wiki."""
    changes = (
        "1500000000\t10.0.0.1\tC\tteam:rules\tanna\tcreated\t\n"
        "1500001000\t10.0.0.1\te\tteam:rules\tnobody\t\t\n"
        "1500002000\t10.0.0.1\tE\tteam:rules\tanna\tbetter now\t\n"
        "nonsense\n"
    )
    return {
        "data/pages/start.txt": START,
        "data/pages/team/rules.txt": RULES,
        "data/pages/team/r%C3%BCbe.txt": "no heading",
        "data/pages/team/_template.txt": "template",
        "data/media/logo.png": PNG,
        "data/media/team/photo.jpg": PNG,
        "data/media/other/unused.bin": b"\x00",
        "data/meta/team/rules.changes": changes,
        "data/attic/team/rules.1500000000.txt.gz": gzip.compress(OLD.encode()),
        "data/attic/team/rules.1500002000.txt.gz": gzip.compress(RULES.encode()),
        "data/attic/gone.1400000000.txt.gz": gzip.compress(b"gone"),
        "data/media_attic/logo.1.png": PNG,
        "data/cache/x": "x",
    }


@pytest.fixture(autouse=True)
def site() -> None:
    """A site with nothing in it."""
    open_site()


def test_pages_history_media_and_what_is_not_understood(tmp_path) -> None:
    anna = member("anna").user
    report = bring(written(tmp_path, data()), name="Old wiki")
    assert Space.objects.get().home_page.title == "Welcome"
    assert tree() == [
        ("", "Welcome"),
        ("Welcome", "other"),
        ("Welcome", "team"),
        ("team", "Rules"),
        ("team", "rübe"),
    ]
    rules = page("Rules")
    assert (rules.version, rules.modifier_id, rules.version_comment) == (2, anna.pk, "better now")
    assert rules.created.timestamp() == 1500000000 and rules.modified.timestamp() == 1500002000
    (old,) = Content.objects.filter(current=rules, status=ContentStatus.HISTORICAL)
    assert (old.version, old.version_comment, old.body.storage) == (1, "created", "<p>old</p>")
    storage = rules.body.storage
    assert "<h2>" in storage and "<li>be <strong>kind</strong></li>" in storage and "&lt;WRAP box&gt;" in storage
    assert '<ac:image ac:align="left"><ri:attachment ri:filename="photo.jpg" /></ac:image>' in storage
    start = page("Welcome").body.storage
    assert '<ri:page ri:content-title="team" /><ac:plain-text-link-body><![CDATA[the team]]>' in start
    assert '<ac:link ac:anchor="the_first"><ri:page ri:content-title="Rules" />' in start
    assert 'ac:width="50"><ri:attachment ri:filename="logo.png" />' in start
    assert (files_of("Welcome"), files_of("Rules"), files_of("other")) == (["logo.png"], ["photo.jpg"], ["unused.bin"])
    assert [one.label.name for one in Labelling.objects.filter(content=page("Welcome"))] == ["front"]
    assert report["not_understood"] == {"<WRAP>": 1}
    assert report["missing_files"] == ["'Rules' shows 'team:lost.pdf'"]
    assert report["broken_links"] == ["'Welcome' links to 'here', which is not there"]
    left_out = "\n".join(report["left_out"])
    for expected in (
        "team:rules, version of 2017-07-14 02:56: it is not in the attic",
        "gone, 1 versions in the attic: the page was removed",
        "_template.txt",
        "1 earlier versions of media",
    ):
        assert expected in left_out
    assert report["people_matched"] == ["anna"]


def test_a_damaged_attic_is_reported_and_not_fatal(tmp_path) -> None:
    files = data()
    files["data/attic/team/rules.1500000000.txt.gz"] = b"\x1f\x8bnonsense"
    report = bring(written(tmp_path, files))
    assert any("is damaged" in line for line in report["mended"])
    assert Content.objects.filter(current=page("Rules")).get().body.storage == ""
