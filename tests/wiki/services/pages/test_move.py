"""Pages move in the tree and between spaces."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import (
    again,
    grant,
    make_attachment,
    make_chain,
    make_comment,
    make_page,
    make_space,
    revoke_all,
)
from wiki.errors import BadMove, NoSuchPage, NoSuchSpace, TitleTaken
from wiki.models import Content, Draft, RestrictionType, ViewGate
from wiki.queries.pages import children_of, top_level_pages
from wiki.services.comments.store import edit_comment
from wiki.services.drafts.draft import save_draft
from wiki.services.labels.label import add_labels
from wiki.services.pages.move import move_page, move_page_to_top_level
from wiki.services.pages.remove import trash_content, trash_page
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.watches.watch import watch_content

pytestmark = pytest.mark.django_db


def check_tree():
    """Every current page stands where its parent's path says."""
    for page in Content.objects.filter(kind="page", status="current").select_related("parent"):
        assert page.path == (page.parent.subtree_path if page.parent else "/"), page
        assert page.pk not in page.ancestor_ids
        assert page.parent is None or (page.parent.space_id, page.parent.status) == (page.space_id, "current")


def titles(pages):
    """Give the titles of pages."""
    return [page.title for page in pages]


class TestOrder:
    """The place among siblings."""

    @pytest.fixture
    def top(self, ann, space):
        top = make_page(ann, "Top")
        for title in ("B", "C", "A"):
            make_page(ann, title, below=top)
        return top

    def page(self, title):
        return Content.objects.get(title=title, status="current", kind="page")

    def test_without_moves_titles_decide(self, ann, top):
        assert titles(children_of(ann, top)) == ["A", "B", "C"]

    @pytest.mark.parametrize(
        ("moved", "target", "position", "order"),
        [
            ("C", "A", "above", "CAB"),
            ("C", "A", "below", "ACB"),
            ("A", "C", "above", "BAC"),
            ("A", "C", "below", "BCA"),
            ("A", "B", "above", "ABC"),
            ("A", "Top", "append", "BCA"),
        ],
    )
    def test_above_and_below(self, ann, top, moved, target, position, order):
        move_page(ann, page_id=self.page(moved).pk, target_id=self.page(target).pk, position=position)
        assert "".join(titles(children_of(ann, top))) == order
        check_tree()

    def test_append_comes_last_where_there_is_a_manual_order(self, ann, top):
        move_page(ann, page_id=self.page("C").pk, target_id=self.page("A").pk, position="above")
        new = make_page(ann, "0")
        move_page(ann, page_id=new.pk, target_id=top.pk, position="append")
        assert titles(children_of(ann, top)) == ["C", "A", "B", "0"]
        move_page(ann, page_id=self.page("C").pk, target_id=top.pk, position="append")
        assert titles(children_of(ann, top)) == ["A", "B", "0", "C"]

    def test_beside_a_page_of_the_top_level(self, ann, space, top):
        move_page(ann, page_id=self.page("B").pk, target_id=top.pk, position="above")
        assert titles(top_level_pages(ann, space)) == ["Space TST Home", "B", "Top"]
        check_tree()

    def test_many_moves_keep_one_order(self, ann, top):
        for moved, target, position in [
            ("A", "C", "below"),
            ("B", "A", "above"),
            ("C", "B", "below"),
            ("B", "C", "below"),
        ]:
            move_page(ann, page_id=self.page(moved).pk, target_id=self.page(target).pk, position=position)
        places = [page.position for page in children_of(ann, top)]
        assert None not in places and places == sorted(set(places))
        assert titles(children_of(ann, top)) == ["C", "B", "A"]

    def test_a_move_in_a_manual_order_changes_no_other_page(self, ann, top):
        move_page(ann, page_id=self.page("C").pk, target_id=self.page("A").pk, position="above")
        before = {page.title: page.position for page in children_of(ann, top)}
        for moved, target, position, expected in [
            ("B", "C", "below", ["C", "B", "A"]),
            ("A", "C", "above", ["A", "C", "B"]),
            ("A", "B", "below", ["C", "B", "A"]),
        ]:
            move_page(ann, page_id=self.page(moved).pk, target_id=self.page(target).pk, position=position)
            after = {page.title: page.position for page in children_of(ann, top)}
            assert list(after) == expected
            assert {title for title in after if after[title] != before[title]} <= {moved}
            before = after

    @pytest.mark.parametrize("places", [(0, 1, 2), (-(2**31), 5, 2**31 - 1), (7, 7, 7), (None, 3, 3)])
    def test_where_there_is_no_room_the_pages_are_placed_anew(self, ann, top, places):
        for title, place in zip("ABC", places, strict=True):
            Content.objects.filter(pk=self.page(title).pk).update(position=place)
        other = make_page(ann, "Other")
        for target, position in (("A", "above"), ("A", "below"), ("C", "below"), ("B", "below")):
            order = titles(children_of(ann, top))
            order = [title for title in order if title != "Other"]
            order.insert(order.index(target) + (position == "below"), "Other")
            move_page(ann, page_id=other.pk, target_id=self.page(target).pk, position=position)
            assert titles(children_of(ann, top)) == order


def test_descendants_come_along(ann, space):
    a, b, c, d = make_chain(ann, "A", "B", "C", "D")
    other = make_page(ann, "Other")
    move_page(ann, page_id=b.pk, target_id=other.pk, position="append")
    assert again(d).path == f"/{other.pk}/{b.pk}/{c.pk}/"
    move_page_to_top_level(ann, page_id=c.pk)
    assert again(d).path == f"/{c.pk}/"
    assert again(b).path == f"/{other.pk}/"
    check_tree()


def test_cycles_are_refused(ann, space, refused):
    a, b, c = make_chain(ann, "A", "B", "C")
    for target in (a, b, c):
        with refused(BadMove):
            move_page(ann, page_id=a.pk, target_id=target.pk, position="append")
    for target in (a, c):
        with refused(BadMove):
            move_page(ann, page_id=a.pk, target_id=target.pk, position="above")
    for position in ("", "beside", "ABOVE"):
        with refused(BadMove):
            move_page(ann, page_id=b.pk, target_id=a.pk, position=position)


def test_a_move_makes_no_version(ann, space):
    a, b = make_page(ann), make_page(ann)
    move_page(ann, page_id=a.pk, target_id=b.pk, position="append")
    assert (again(a).version, a.versions.count()) == (1, 0)


class TestBetweenSpaces:
    """All that hangs on a page moves to the other space with it."""

    def test_everything_comes_along(self, ann, bob, space, other_space):
        page = make_page(ann, "Page")
        below = make_page(ann, "Below", below=page)
        edit_page(ann, page_id=below.pk, version=1, storage="<p>2</p>")
        comment = make_comment(bob, below)
        edit_comment(bob, comment_id=comment.pk, storage="<p>2</p>")
        make_comment(ann, below, reply_to=comment)
        make_attachment(ann, below, data=b"1")
        file = make_attachment(ann, below, data=b"2")
        trashed = make_attachment(ann, below, "trashed.txt")
        trash_content(ann, content_id=trashed.pk)
        make_attachment(ann, comment, "on-comment.txt")
        add_labels(ann, content_id=below.pk, labels="one my:two")
        watch_content(bob, content_id=below.pk)
        draft = save_draft(bob, content_id=below.pk, storage="<p>")
        count = Content.objects.filter(space=space).count()
        move_page(ann, page_id=page.pk, target_id=other_space.home_page_id, position="append")
        left = Content.objects.filter(space=space)
        assert titles(left) == ["Space TST Home"]
        assert Content.objects.filter(space=other_space).count() == count
        assert again(below).versions.get().space == other_space
        assert again(file).versions.get().space == other_space
        assert again(below).labellings.count() == 2
        assert again(below).watches.count() == 1
        assert Draft.objects.get(pk=draft.pk).space == other_space
        check_tree()

    def test_titles_taken_there_stop_it_all(self, ann, space, other_space, refused):
        page, below = make_chain(ann, "Page", "Below")
        make_page(ann, "BELOW", space="OTH")
        with refused(TitleTaken):
            move_page(ann, page_id=page.pk, target_id=other_space.home_page_id, position="append")
        with refused(TitleTaken):
            move_page_to_top_level(ann, page_id=below.pk, space_key="OTH")

    def test_the_home_page_of_a_space_that_leaves_it_is_none_any_more(self, ann, space, other_space):
        home = Content.objects.get(pk=space.home_page_id)
        move_page_to_top_level(ann, page_id=home.pk, space_key="oth")
        space.refresh_from_db()
        assert space.home_page is None
        assert again(home).space == other_space
        check_tree()

    def test_who_may(self, ann, bob, stranger, space, refused):
        target = make_space(ann, "OTH")
        page = make_page(ann, "Page")
        with refused(NoSuchPage):
            move_page(stranger, page_id=page.pk, target_id=target.home_page_id, position="append")
        with refused(NoSuchPage):
            move_page(bob, page_id=page.pk, target_id=target.home_page_id, position="append")
        with refused(NoSuchSpace):
            move_page_to_top_level(bob, page_id=page.pk, space_key="OTH")
        grant(target, bob.user, "VIEWSPACE")
        with refused(NotPermitted):
            move_page(bob, page_id=page.pk, target_id=target.home_page_id, position="append")
        grant(target, bob.user, "EDITSPACE")
        move_page(bob, page_id=page.pk, target_id=target.home_page_id, position="append")
        assert again(page).space == target

    def test_who_may_not_remove_may_not_take_away(self, ann, bob, space, other_space, refused):
        page = make_page(ann, "Page")
        revoke_all(space)
        grant(space, bob.user, "VIEWSPACE", "EDITSPACE")
        with refused(NotPermitted):
            move_page_to_top_level(bob, page_id=page.pk, space_key="OTH")
        move_page(bob, page_id=page.pk, target_id=space.home_page_id, position="append")


class TestInheritedRestrictions:
    """What closes a page comes from where it stands."""

    def restrict(self, by, page, *users):
        set_restriction(by, content_id=page.pk, type=RestrictionType.VIEW, users=[user.user for user in users])

    def gates(self, page):
        return sorted(ViewGate.objects.filter(content=page).values_list("restriction__content_id", flat=True))

    def test_a_moved_subtree_takes_on_what_closes_its_new_place(self, ann, space):
        a, b, c = make_chain(ann, "A", "B", "C")
        closed = make_page(ann, "Closed")
        self.restrict(ann, closed, ann)
        move_page(ann, page_id=b.pk, target_id=closed.pk, position="append")
        assert self.gates(b) == self.gates(c) == [closed.pk]
        move_page(ann, page_id=b.pk, target_id=a.pk, position="append")
        assert self.gates(b) == self.gates(c) == []

    def test_what_closed_the_old_place_no_longer_counts_and_own_restrictions_stay(self, ann, space):
        a, b, c, d = make_chain(ann, "A", "B", "C", "D")
        for page in (a, b, c):
            self.restrict(ann, page, ann)
        move_page(ann, page_id=c.pk, target_id=a.pk, position="append")
        assert self.gates(d) == self.gates(c) == [a.pk, c.pk]
        move_page_to_top_level(ann, page_id=c.pk)
        assert self.gates(d) == self.gates(c) == [c.pk]
        move_page(ann, page_id=c.pk, target_id=b.pk, position="append")
        assert self.gates(d) == [a.pk, b.pk, c.pk]

    def test_the_restricted_page_takes_its_restriction_with_its_subtree(self, ann, space, other_space):
        a, b = make_chain(ann, "A", "B")
        self.restrict(ann, a, ann)
        move_page(ann, page_id=a.pk, target_id=other_space.home_page_id, position="append")
        assert self.gates(a) == self.gates(b) == [a.pk]

    def test_new_pages_inherit(self, ann, space):
        a, b = make_chain(ann, "A", "B")
        self.restrict(ann, a, ann)
        assert self.gates(make_page(ann, "C", below=b)) == [a.pk]

    def test_a_page_edited_to_another_parent_inherits(self, ann, space):
        a, b = make_page(ann), make_page(ann)
        self.restrict(ann, a, ann)
        edit_page(ann, page_id=b.pk, version=1, parent_id=a.pk)
        assert self.gates(b) == [a.pk]

    def test_a_page_trashed_is_no_sibling(self, ann, space):
        a, b = make_chain(ann, "A", "B")
        c = make_page(ann, "C", below=a)
        trash_page(ann, page_id=b.pk)
        move_page(ann, page_id=c.pk, target_id=a.pk, position="append")
        assert again(b).position is None
