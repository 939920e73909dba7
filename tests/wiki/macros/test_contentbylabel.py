"""The macro contentbylabel: what it lists, in which order, for whom, and with how many queries."""

import pytest

from accounts.actor import SYSTEM_LINKS, Actor
from tests.factories.wiki import make_attachment, make_page, make_space
from tests.wiki.macros.using import queries_of, shown, titles, use_of
from wiki.macros.base import Target
from wiki.models import Content, RestrictionType, Space
from wiki.services.labels.label import add_labels
from wiki.services.link_following import follow_space_key
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.edit import set_space_status

pytestmark = pytest.mark.django_db


def labelled(by: Actor, title: str, *labels: str, **options: str) -> Content:
    page = make_page(by, title, **options)  # type: ignore[arg-type]
    if labels:
        add_labels(by, content_id=page.pk, labels=" ".join(labels))
    return page


@pytest.fixture
def here(ann: Actor, space: Space) -> Content:
    """Make pages with the labels blue, red and round, one in another space; the last made changed last."""
    make_space(ann, "OTH", for_all_users=True)
    labelled(ann, "Sky", "blue")
    labelled(ann, "Ball", "blue", "round")
    labelled(ann, "Rose", "red")
    labelled(ann, "Cherry", "red", "round", space="OTH")
    return make_page(ann, "Here")


def listed(actor: Actor, here: Content, /, **parameters: str) -> list[str]:
    chosen = {"showLabels": "false", "showSpace": "false"} | parameters
    return titles(shown(actor, use_of("contentbylabel", chosen), here))


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"labels": "blue"}, ["Ball", "Sky"]),
        ({"label": "BLUE"}, ["Ball", "Sky"]),
        ({"": "blue"}, ["Ball", "Sky"]),
        ({"labels": "blue,red"}, ["Cherry", "Rose", "Ball", "Sky"]),
        ({"labels": "blue round", "operator": "AND"}, ["Ball"]),
        ({"labels": "+round,red"}, ["Cherry", "Ball"]),
        ({"labels": "round -red"}, ["Ball"]),
        ({"labels": "round", "spaces": "@self"}, ["Ball"]),
        ({"labels": "round", "spaces": "OTH"}, ["Cherry"]),
        ({"labels": "round", "spaces": "oth, tst"}, ["Cherry", "Ball"]),
        ({"labels": "round", "spaces": "-OTH"}, ["Ball"]),
        ({"labels": "round", "spaces": '<ri:space ri:space-key="OTH" />'}, ["Cherry"]),
        ({"labels": "round", "spaces": "@personal"}, []),
        ({"labels": "round", "spaces": "@favorite"}, []),
        ({"labels": "round", "spaces": "@global"}, ["Cherry", "Ball"]),
        ({"labels": "blue", "sort": "title"}, ["Ball", "Sky"]),
        ({"labels": "blue", "sort": "title", "reverse": "true"}, ["Sky", "Ball"]),
        ({"labels": "blue", "sort": "creation", "reverse": "true"}, ["Sky", "Ball"]),
        ({"labels": "blue", "reverse": "true"}, ["Ball", "Sky"]),
        ({"labels": "blue,red", "max": "2"}, ["Cherry", "Rose"]),
        ({"labels": "blue", "type": "blogpost"}, []),
        ({"labels": "blue", "author": "ann"}, ["Ball", "Sky"]),
        ({"labels": "blue", "author": "-ann"}, []),
        ({"labels": "blue", "author": "bob"}, []),
        ({"cql": 'label = "blue"'}, ["Ball", "Sky"]),
        ({"cql": 'label in ("blue","red") and space = currentSpace()'}, ["Rose", "Ball", "Sky"]),
        ({"cql": 'label = "round" and label = "red"'}, ["Cherry"]),
        ({"cql": 'label = "round" and label != "red"'}, ["Ball"]),
        ({"cql": "(label = red or label = blue) AND NOT space in (OTH) order by title desc"}, ["Sky", "Rose", "Ball"]),
        ({"cql": 'type = "blogpost" and label = "blue"'}, []),
        ({"cql": 'label = "blue" and creator = currentUser()'}, ["Ball", "Sky"]),
        ({"cql": 'label = "red" and title ~ "che*"'}, ["Cherry"]),
    ],
)  # fmt: skip
def test_parameters(ann: Actor, here: Content, parameters: dict[str, str], expected: list[str]) -> None:
    assert listed(ann, here, **parameters) == expected


def test_places_in_the_tree(ann: Actor, here: Content) -> None:
    child = make_page(ann, "Child", below=here)
    deep = make_page(ann, "Deep", below=child)
    for page in (child, deep):
        add_labels(ann, content_id=page.pk, labels="blue")
    assert listed(ann, here, cql=f'label = "blue" and ancestor = "{here.pk}"') == ["Deep", "Child"]
    assert listed(ann, here, cql="label = blue and ancestor = currentContent()") == ["Deep", "Child"]
    assert listed(ann, here, cql=f"label = blue and parent = {here.pk}") == ["Child"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("label =", "its query can&#x27;t be understood at character 8: a value is expected here."),
        ("label = blue and", "character 17: a condition is expected here."),
        ("size = 1", "character 1: No field exists with the name: &#x27;size&#x27;"),
        ("label ~ blue", "character 7: ~ can&#x27;t be used with label"),
        ('label = "blue', "character 9: this quotation mark is never closed"),
        ("label = blue order by text", "content can&#x27;t be sorted by “any”"),
        ("(label = blue", "this bracket is never closed"),
        ("label = blue)", "character 13: AND, OR or the end is expected"),
        ("ancestor = here", "“here” is not the id of a content."),
        ("type = tree", "“tree” is no type of content; there are page, blogpost, comment, attachment."),
        ("space.type = large", "“large” is no type of space"),
        ("(" * 60 + "label = a" + ")" * 60, "brackets stand in each other 50 deep at most"),
        ("label = a or " * 150 + "label = a", "its query has more than 100 conditions."),
        ("text ~ a or " * 5 + "text ~ b", "The search index is being built."),
        ("x" * 5000, "its query is longer than 4,000 characters."),
    ],
)
def test_a_query_that_is_not_understood_says_where(ann: Actor, here: Content, query: str, message: str) -> None:
    html = shown(ann, use_of("contentbylabel", {"cql": query}), here)
    assert message in html
    assert titles(html) == []


def test_an_entry_shows_its_kind_its_space_its_labels_and_its_excerpt(ann: Actor, here: Content) -> None:
    marked = use_of("excerpt", body="<p>Dark <b>red</b>.</p>")
    page = labelled(ann, "Wine", "red", "my:favourite", storage=f"<p>First.</p>{marked}")
    add_labels(ann, content_id=make_attachment(ann, page, "wine.txt").pk, labels="bottle")
    html = shown(ann, use_of("contentbylabel", {"labels": "red", "spaces": "TST", "excerptType": "simple"}), here)
    assert '<span class="content-type content-type-page" role="img" aria-label="Page"></span>' in html
    assert (
        '<a href="/wiki/display/TST/Wine">Wine</a> <span class="smalltext">(<a href="/wiki/display/TST">Space' in html
    )
    assert '<a class="aui-label" rel="tag" href="/wiki/label/TST/red">red</a>' in html
    assert "favourite" not in html
    assert '<div class="excerpt">Dark red.</div>' in html
    rich = shown(ann, use_of("contentbylabel", {"labels": "red", "excerptType": "rich"}), here)
    assert '<div class="excerpt"><p>Dark <b>red</b>.</p></div>' in rich
    html = shown(ann, use_of("contentbylabel", {"labels": "bottle", "title": "Files & more"}), here)
    assert "<h3>Files &amp; more</h3>" in html
    assert f'href="/wiki/download/attachments/{page.pk}/wine.txt?' in html


def test_nothing_found_and_no_labels_are_said(ann: Actor, here: Content) -> None:
    assert "No content found" in shown(ann, use_of("contentbylabel", {"labels": "green"}), here)
    assert "does not say which labels" in shown(ann, use_of("contentbylabel"), here)


def test_an_archived_space_shows_where_it_is_named(ann: Actor, here: Content) -> None:
    set_space_status(ann, key="OTH", status="archived")
    assert listed(ann, here, labels="round") == ["Ball"]
    assert listed(ann, here, labels="round", spaces="OTH") == ["Cherry"]


def test_what_the_reader_may_not_see_does_not_show(ann: Actor, bob: Actor, here: Content) -> None:
    sky = Content.objects.get(title="Sky")
    file = make_attachment(ann, sky, "sky.txt")
    add_labels(ann, content_id=file.pk, labels="blue secret")
    assert listed(bob, here, labels="blue") == ["sky.txt", "Ball", "Sky"]
    set_restriction(ann, content_id=sky.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert listed(bob, here, labels="blue") == ["Ball"]
    assert listed(bob, here, cql="label = blue or label = secret") == ["Ball"]
    assert listed(Actor.anonymous(), here, labels="blue") == []
    assert listed(bob, here, labels="~ann:favourite,my:favourite") == []


def test_a_personal_label_is_its_owners_alone(ann: Actor, bob: Actor, here: Content) -> None:
    labelled(ann, "Mine", "my:todo")
    assert listed(ann, here, labels="my:todo") == ["Mine"]
    assert listed(bob, here, labels="my:todo") == []
    assert listed(bob, here, labels="~ann:todo") == []


def test_who_changed_a_page_earlier_took_part_in_it(ann: Actor, bob: Actor, here: Content) -> None:
    sky = Content.objects.get(title="Sky")
    for version, by in ((1, bob), (2, ann)):
        edit_page(by, page_id=sky.pk, title="Sky", storage=f"<p>{version}</p>", version=version)
    assert listed(ann, here, labels="blue", author="bob") == ["Sky"]
    assert listed(ann, here, cql="label = blue and contributor = bob") == ["Sky"]


def test_addresses_are_whole_outside_the_wiki(ann: Actor, here: Content) -> None:
    html = shown(ann, use_of("contentbylabel", {"labels": "blue"}), here, target=Target.WORD)
    assert 'href="https://wiki.example.org/wiki/display/TST/Sky"' in html


@pytest.mark.parametrize("excerpt", ["none", "simple", "rich"])
def test_the_number_of_queries_does_not_grow(ann: Actor, here: Content, excerpt: str) -> None:
    use = use_of("contentbylabel", {"labels": "blue", "excerptType": excerpt, "max": "100"})
    before = queries_of(ann, use, here)
    for number in range(20):
        link = '<ac:link><ri:page ri:content-title="Here" /></ac:link>'
        marked = use_of("excerpt", body=f"<p>See {link}.</p>")
        labelled(ann, f"More {number}", "blue", f"own-{number}", storage=marked)
    # Links in rich excerpts are looked up together.
    assert queries_of(ann, use, here) - before == (1 if excerpt == "rich" else 0)
    assert before <= 6


def test_its_spaces_follow_a_new_key(ann: Actor, here: Content) -> None:
    use = use_of("contentbylabel", {"labels": "round", "spaces": "TST, -OTH"})
    page = make_page(ann, "List", storage=use)
    assert follow_space_key(SYSTEM_LINKS, old_key="OTH", new_key="NEW") == 1
    assert Content.objects.get(pk=page.pk).storage == use.replace("-OTH", "-NEW")
