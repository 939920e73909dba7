"""Labels on content and spaces."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import make_attachment, make_page
from wiki.errors import BadLabel, NoSuchContent, NoSuchLabel, NoSuchSpace
from wiki.models import Label, Labelling
from wiki.queries.labels import (
    contents_with_label,
    label_by_id,
    label_by_name,
    labels_by_detail,
    labels_of,
    labels_of_space,
    popular_labels,
    recently_used_labels,
    related_labels,
    spaces_with_label,
    spaces_with_labelled_content,
)
from wiki.queries.spaces import favourite_spaces
from wiki.services.labels.label import (
    FAVOURITE,
    add_label_to_space,
    add_labels,
    parse_label,
    remove_label,
    remove_label_from_space,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(ann, space):
    return make_page(ann, "Page")


def names(labels):
    """Give labels as people write them."""
    return [str(label) for label in labels]


def test_several_at_once_lower_case_once_each(ann, page):
    add_labels(ann, content_id=page.pk, labels="One, two  ÉÇ,one team:Four global:five")
    assert names(labels_of(ann, page)) == ["five", "team:four", "one", "two", "éç"]
    add_labels(ann, content_id=page.pk, labels="one")
    assert Labelling.objects.count() == 5


def test_files_have_labels_too(ann, page):
    file = make_attachment(ann, page)
    add_labels(ann, content_id=file.pk, labels="x")
    assert list(contents_with_label(ann, label_by_name(ann, "global", "X"))) == [file]


def test_personal_labels_are_each_persons_own(ann, bob, page, space):
    add_labels(ann, content_id=page.pk, labels="my:own shared")
    add_labels(bob, content_id=page.pk, labels="my:own")
    assert Label.objects.filter(name="own").count() == 2
    assert names(labels_of(bob, page)) == ["my:own", "shared"]
    anns = label_by_name(ann, "my", "own")
    with pytest.raises(NoSuchLabel):
        label_by_id(bob, anns.pk)
    remove_label(bob, content_id=page.pk, label="my:own")
    assert names(labels_of(bob, page)) == ["shared"]
    assert names(labels_of(ann, page)) == ["my:own", "shared"]


@pytest.mark.parametrize("bad", ["", " , ", "a b!", "a;b", "x" * 256, "a:b", "my:", "a?", "(a)", "ok a#b", "a\x00"])
def test_labels_that_can_not_be(ann, page, space, refused, bad):
    with refused(BadLabel):
        add_labels(ann, content_id=page.pk, labels=bad)
    with refused(BadLabel):
        add_label_to_space(ann, space_key="TST", label=bad)


def test_prefixes():
    assert parse_label("MY:Own") == ("my", "own")
    assert parse_label("plain") == ("global", "plain")
    with pytest.raises(BadLabel):
        parse_label("other:x")


def test_removing(ann, page, refused):
    add_labels(ann, content_id=page.pk, labels="one two")
    other = make_page(ann)
    remove_label(ann, content_id=other.pk, label="one")
    remove_label(ann, content_id=page.pk, label="ONE")
    assert names(labels_of(ann, page)) == ["two"]
    with refused(NoSuchLabel):
        remove_label(ann, content_id=page.pk, label="unknown")


def test_who_may(ann, bob, stranger, anonymous, page, space, refused):
    with refused(NoSuchContent):
        add_labels(stranger, content_id=page.pk, labels="x")
    with refused(NotPermitted):
        add_labels(anonymous, content_id=page.pk, labels="my:x")
    space.group_permissions.filter(permission__codename="editspace").delete()
    with refused(NotPermitted):
        add_labels(bob, content_id=page.pk, labels="x")
    with refused(NotPermitted):
        add_labels(bob, content_id=page.pk, labels="my:x y")
    add_labels(bob, content_id=page.pk, labels="my:x")
    with refused(NotPermitted):
        add_label_to_space(bob, space_key="TST", label="team:x")
    with refused(NoSuchSpace):
        add_label_to_space(stranger, space_key="TST", label="team:x")


def test_space_labels_and_favourites(ann, bob, space, other_space, page):
    add_label_to_space(ann, space_key="tst", label="team:docs one")
    assert names(labels_of_space(ann, space)) == ["team:docs", "one"]
    assert list(spaces_with_label(bob, label_by_name(bob, "team", "docs"))) == [space]
    add_label_to_space(bob, space_key="OTH", label=FAVOURITE)
    assert list(favourite_spaces(bob)) == [other_space]
    assert list(favourite_spaces(ann)) == []
    remove_label_from_space(bob, space_key="OTH", label=FAVOURITE)
    assert list(favourite_spaces(bob)) == []
    add_labels(ann, content_id=page.pk, labels="one")
    assert list(spaces_with_labelled_content(ann, label_by_name(ann, "global", "one"))) == [space]


def test_counting(ann, bob, space, other_space):
    first, second, third = make_page(ann), make_page(ann), make_page(ann, space="OTH")
    add_labels(ann, content_id=first.pk, labels="a b c")
    add_labels(ann, content_id=second.pk, labels="a b")
    add_labels(ann, content_id=third.pk, labels="a z my:x")
    assert [(label.name, label.uses) for label in popular_labels(ann)] == [("a", 3), ("b", 2), ("c", 1), ("z", 1)]
    assert [(label.name, label.uses) for label in popular_labels(ann, space, 2)] == [("a", 2), ("b", 2)]
    label = label_by_name(ann, "global", "a")
    assert [(other.name, other.uses) for other in related_labels(ann, label)] == [("b", 2), ("c", 1), ("z", 1)]
    assert [other.name for other in related_labels(ann, label, other_space)] == ["z"]
    assert names(recently_used_labels(ann, limit=1)) == ["my:x"]
    assert names(recently_used_labels(bob, limit=1)) == ["z"]
    assert names(labels_by_detail(ann, space_key="oth")) == ["a", "my:x", "z"]
    assert names(labels_by_detail(bob, space_key="oth", name="Z")) == ["z"]
    assert names(labels_by_detail(ann, namespace="my", owner="ANN")) == ["my:x"]
    assert labels_by_detail(ann, name="a\x00", namespace="\x00", space_key="\x00", owner="\ud800") == []


def test_nothing_is_told_of_what_is_hidden(ann, stranger, anonymous, page):
    add_labels(ann, content_id=page.pk, labels="x")
    for nobody in (stranger, anonymous):
        assert popular_labels(nobody) == recently_used_labels(nobody) == labels_by_detail(nobody, name="x") == []
        with pytest.raises(NoSuchLabel):
            label_by_name(nobody, "global", "x")
    for missing in (0, -1, 2**63, 2**70):
        with pytest.raises(NoSuchLabel):
            label_by_id(ann, missing)
