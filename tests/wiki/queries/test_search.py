"""Searching the wiki: the whole way from a change to what each reader finds."""

import string

import pytest

from accounts.actor import SYSTEM_INDEX
from accounts.services.users import add_user, remove_user
from search.document import DocumentKind
from search.drain import catch_up_with_all as catch_up
from search.drain import rebuild
from search.errors import UnknownName
from search.models import ExtractedText
from search.query.lucene import parse
from search.query.nodes import Field, Together, Values, Words
from search.query_compiler import MOST_LOOK_UPS, MOST_SCANS
from tests.factories.wiki import make_attachment, make_chain, make_comment, make_page
from wiki.models import RestrictionType
from wiki.queries.search import search
from wiki.services.attachments.text import take_missing_file_texts
from wiki.services.labels.label import add_labels
from wiki.services.pages.archive import archive_page, bring_back_page
from wiki.services.pages.move import move_page_to_top_level
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.create import create_space
from wiki.services.spaces.edit import edit_space, set_space_status
from wiki.services.spaces.remove import remove_space

# Entries of the journal can be read once their transaction is over.
pytestmark = pytest.mark.django_db(transaction=True)


def found(actor, text, **more):
    """The titles that a query finds, and the total must be their number."""
    catch_up()
    results = search(actor, parse(text), limit=100, **more)
    titles = [
        getattr(each.thing, "title", None) or getattr(each.thing, "name", None) or each.thing.full_name
        for each in results.results
    ]
    assert results.total == len(titles)
    return titles


def test_spaces_that_come_change_and_go(ann, space):
    catch_up()
    other = create_space(ann, key="FAR", name="Faraway gardens")
    assert "Faraway gardens" in found(ann, "type:spacedesc faraway")
    edit_space(ann, key=other.key, name="Nearby gardens")
    assert found(ann, "type:spacedesc faraway") == []
    assert found(ann, "type:spacedesc nearby") == ["Nearby gardens"]
    remove_space(ann, key=other.key)
    assert found(ann, "type:spacedesc nearby") == []


def test_pages_comments_files_and_spaces(ann, bob, space):
    page = make_page(ann, "Swimming in rivers", storage="<p>Mind the crocodiles.</p>")
    make_comment(bob, page, "<p>What about crocodile tears?</p>")
    make_attachment(ann, page, "crocodile.png")
    assert set(found(bob, "crocodile")) == {"Swimming in rivers", "Re: Swimming in rivers", "crocodile.png"}
    assert found(bob, "swim river") == ["Swimming in rivers", "Re: Swimming in rivers"]
    assert found(bob, "type:comment crocodile") == ["Re: Swimming in rivers"]
    assert found(bob, f'type:spacedesc "{space.name}"') == [space.name]


def test_titles_come_before_texts(ann, bob, space):
    make_page(ann, "Something", storage="<p>apple apple apple</p>")
    make_page(ann, "Apple", storage="<p>fruit</p>")
    assert found(bob, "apple") == ["Apple", "Something"]


def test_the_language_of_queries(ann, bob, space):
    page = make_page(ann, "Alpha One", storage="<p>quick brown fox</p>")
    add_labels(ann, content_id=page.pk, labels="red blue")
    make_page(bob, "Beta Two", storage="<p>quick red dog naïve 東京都庁</p>")
    for query, titles in {
        "quick": {"Alpha One", "Beta Two"},
        "quick -dog": {"Alpha One"},
        "quick NOT fox": {"Beta Two"},
        "fox OR dog": {"Alpha One", "Beta Two"},
        '"quick fox"': set(),
        '"quick fox"~1': {"Alpha One"},
        "title:beta": {"Beta Two"},
        "labelText:red": {"Alpha One"},
        "labelText:re*": {"Alpha One"},
        "contributor:bob type:page quick": {"Beta Two"},
        "spacekey:TST quick": {"Alpha One", "Beta Two"},
        "spacekey:NONE quick": set(),
        "bro*n": {"Alpha One"},
        "br?wn": {"Alpha One"},
        "browm~": {"Alpha One"},
        "naive": {"Beta Two"},
        "東京": {"Beta Two"},
        "京都": {"Beta Two"},
        "京東": set(),
        "title:[alp TO aly] quick": {"Alpha One"},
        "created:[20200101 TO *] quick": {"Alpha One", "Beta Two"},
        "modified:[* TO 20200101] quick": set(),
        "(fox OR dog) AND title:alpha": {"Alpha One"},
        "§§": set(),
        "???": {"Alpha One", "Beta Two", "Bob", "Ann"} | {"Space TST Home", "Space TST"},
    }.items():
        assert set(found(bob, query)) == titles, query


def test_only_what_the_reader_may_see_is_found_or_counted_at_once(ann, bob, stranger, space):
    page, below = make_chain(ann, "Zebra", "Zebra child")
    make_comment(ann, below, "<p>zebra</p>")
    assert len(found(bob, "zebra")) == 3
    assert found(stranger, "zebra") == []
    set_restriction(ann, content_id=below.pk, type=RestrictionType.VIEW, users=[ann.user])
    results = search(bob, parse("zebra"))
    assert (results.total, [each.thing for each in results.results]) == (1, [page])
    assert len(found(ann, "zebra")) == 3
    set_restriction(ann, content_id=below.pk, type=RestrictionType.VIEW)
    assert search(bob, parse("zebra")).total == 3


def test_a_page_that_was_moved_or_trashed_is_not_counted_before_the_index_knows(ann, bob, space, other_space):
    top, below = make_chain(ann, "Zebra", "Zebra child")
    gone = make_page(ann, "Zebra gone")
    assert len(found(bob, "zebra")) == 3
    move_page_to_top_level(ann, page_id=top.pk, space_key="OTH")
    trash_page(ann, page_id=gone.pk)
    assert search(bob, parse("zebra")).total == 0
    assert set(found(bob, "zebra")) == {"Zebra", "Zebra child"}
    assert set(found(bob, "zebra spacekey:oth")) == {"Zebra", "Zebra child"}


def test_wildcards_are_tried_on_words_as_they_are_written(ann, bob, space):
    make_page(ann, "Animals", storage="<p>The wombatfinders were running home.</p>")
    for written in ("wombatfinder*", "wombatfin*", "run?ing", "wombat?inders", "w*finders"):
        assert found(bob, written) == ["Animals"], written
    assert found(bob, "runs*") == []


def test_pages_below_a_page(ann, space):
    top, middle, leaf = make_chain(ann, "Top", "Middle", "Leaf")
    assert set(found(ann, f"ancestor:{top.pk}")) == {"Middle", "Leaf"}
    assert found(ann, f"parent:{top.pk}") == ["Middle"]


def test_wildcards_beside_signs_that_expressions_know(ann, bob, space):
    make_page(ann, "Naïve page", storage="<p>C++ and {braces}</p>")
    for sign in f"{string.punctuation}\u0301\u200b":
        for written in (rf"na\{sign}*", rf"title:\{sign}*", rf"labelText:a\{sign}?"):
            assert found(bob, written) == [], written
    assert found(bob, "nai\u0308v*") == found(bob, "naïv*") == ["Naïve page"]


def test_what_would_cost_too_much_is_refused(ann, bob, space):
    make_page(ann, "Apple")
    assert found(bob, " OR ".join(["appl*"] * MOST_SCANS)) == ["Apple"]
    for written in (" OR ".join(["appl*"] * (MOST_SCANS + 1)), " ".join(["appl~"] * 60), "title:[a TO b] " * 60):
        with pytest.raises(UnknownName, match="at most 50"):
            found(bob, written)
    with pytest.raises(UnknownName, match="as long as"):
        found(bob, "a" * 2000 + "*")


@pytest.mark.parametrize("offset", [1, 10_000, 10**9, 10**17])
def test_a_list_ends_where_it_ends_however_far_it_is_read(ann, bob, space, offset):
    make_page(ann, "Apple")
    catch_up()
    results = search(bob, parse("apple"), offset=offset)
    assert (results.total, results.results) == (1, [])


def test_archived_spaces_only_when_asked(ann, bob, administrator, space):
    make_page(ann, "Zebra")
    assert found(bob, "zebra") == ["Zebra"]
    set_space_status(ann, key="TST", status="archived")
    assert found(bob, "zebra") == []
    assert found(administrator, "zebra") == []
    assert found(administrator, "zebra", archived=True) == found(bob, "zebra", archived=True) == ["Zebra"]


def test_edits_and_people(ann, bob, administrator, space):
    page = make_page(ann, "Old title", storage="<p>first</p>")
    assert found(bob, "first") == ["Old title"]
    edit_page(ann, page_id=page.pk, version=1, title="New title", storage="<p>second</p>")
    assert (found(bob, "first"), found(bob, "second")) == ([], ["New title"])
    add_user(administrator, username="zoltan", password="a long password", full_name="Zoltán Kovács", email="z@x.org")
    assert found(bob, "kovacs") == ["Zoltán Kovács"]
    assert {each.kind for each in search(bob, parse("zoltan")).results} == {DocumentKind.PERSON}
    remove_user(administrator, username="zoltan")
    assert found(bob, "zoltan") == []


def test_the_excerpt_shows_the_hit(ann, bob, space):
    make_page(ann, storage=f"<p>{'before ' * 80}<strong>needles</strong> &amp; pins {'after ' * 80}</p>")
    catch_up()
    excerpt = search(bob, parse("needle")).results[0].excerpt
    assert [piece.text for piece in excerpt if piece.hit] == ["needles"]
    assert "needles & pins" in "".join(piece.text for piece in excerpt)


def test_the_text_inside_files(ann, bob, space):
    page = make_page(ann, "Files")
    make_attachment(ann, page, "notes.txt", b"mind the crocodile")
    make_attachment(ann, page, "same.md", b"mind the crocodile")
    make_attachment(ann, page, "notes.bin", b"a crocodile in no known format")
    assert set(found(bob, "crocodile")) == {"notes.txt", "same.md"}
    assert ExtractedText.objects.count() == 1


def test_files_that_nobody_read_are_found_by_the_nightly_round(ann, bob, space):
    make_attachment(ann, make_page(ann, "Files"), "notes.txt", b"mind the crocodile")
    ExtractedText.objects.all().delete()
    assert take_missing_file_texts(SYSTEM_INDEX) == 1
    assert take_missing_file_texts(SYSTEM_INDEX) == 0
    assert found(bob, "crocodile") == ["notes.txt"]


@pytest.mark.parametrize("pages", [2, 20])
def test_the_queries_do_not_grow(ann, bob, space, pages, django_assert_max_num_queries):
    for number in range(pages):
        make_page(ann, f"Zebra {number}")
    catch_up()
    bob.may_use, bob.group_ids, bob.grantee_user_ids  # noqa: B018  asked for once in a request
    with django_assert_max_num_queries(5):
        search(bob, parse("zebra"))


def test_many_names_take_the_queries_of_one(ann, bob, space, other_space, django_assert_max_num_queries):
    page = make_page(ann, "Zebra")
    make_page(bob, "Zebra too", space="OTH")
    catch_up()
    people = " OR ".join(f"contributor:nobody{number}" for number in range(100))
    spaces = " OR ".join(f"spacekey:none{number}" for number in range(100))
    query = parse(f"zebra ({people} OR contributor:{ann.user.key} OR creator:ANN) ({spaces} OR spacekey:tst)")
    bob.may_use, bob.group_ids, bob.grantee_user_ids  # noqa: B018  asked for once in a request
    with django_assert_max_num_queries(7):
        assert [each.thing for each in search(bob, query).results] == [page]


def test_what_is_looked_up_one_by_one_is_bounded(ann, bob, space):
    make_page(ann, "Zebra")
    titled = Values(Field.SPACE_TITLE, ("space",))
    catch_up()
    assert search(bob, Together((Words(Field.ANY, "zebra"), titled))).total == 1
    with pytest.raises(UnknownName, match="at most 20 conditions on space.type"):
        search(bob, Together((titled,) * (MOST_LOOK_UPS + 1)))
    with pytest.raises(UnknownName, match="at most 200 values"):
        search(bob, Values(Field.SPACE_TITLE, tuple(f"s{number}" for number in range(1200))))


def test_archived_pages_only_when_asked(ann, bob, administrator, space):
    top, low = make_chain(ann, "Zebra", "Zebra foal")
    make_comment(ann, top, "<p>zebra stripes</p>")
    make_attachment(ann, low, "zebra.txt")
    make_page(ann, "Zebra crossing")
    everything = found(bob, "zebra")
    assert len(everything) == 5
    archive_page(ann, page_id=top.pk)
    # Before the index knows of it and after.
    assert [each.thing.title for each in search(bob, parse("zebra")).results] == ["Zebra crossing"]
    assert found(bob, "zebra") == found(administrator, "zebra") == ["Zebra crossing"]
    assert sorted(found(bob, "zebra", archived_pages=True)) == sorted(everything)
    assert sorted(found(administrator, "zebra", archived=True, archived_pages=True)) == sorted(everything)
    rebuild()
    assert found(bob, "zebra") == ["Zebra crossing"]
    assert sorted(found(bob, "zebra", archived_pages=True)) == sorted(everything)
    bring_back_page(ann, page_id=top.pk)
    assert sorted(found(bob, "zebra")) == sorted(everything)


def test_archived_pages_that_are_hidden_stay_so_when_asked_for(ann, bob, space):
    page = make_page(ann, "Zebra")
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    archive_page(ann, page_id=page.pk)
    assert found(bob, "zebra", archived_pages=True) == []
    assert found(ann, "zebra", archived_pages=True) == ["Zebra"]
