"""Pages are archived and brought back, and what stands above and below them stays consistent."""

import pytest
from django.core import mail

from accounts.errors import NotPermitted
from tests.factories.wiki import again, grant, make_attachment, make_chain, make_comment, make_page, make_space, member
from wiki.errors import BadMove, BadValue, NoSuchPage
from wiki.events import PageArchived, PageBroughtBack
from wiki.models import AuditEntry, Content, Notification, PageArchive, RestrictionType
from wiki.permissions.access import attachment_for, comment_for, page_for
from wiki.queries.pages import page_by_title
from wiki.services.drafts.publish import publish_draft
from wiki.services.pages.archive import archive_page, bring_back_page
from wiki.services.pages.copy import CopyOptions, copy_page
from wiki.services.pages.copy_in_job import start_tree_copy
from wiki.services.pages.move import move_page, move_page_to_top_level
from wiki.services.pages.remove import purge_from_trash, restore_from_trash, trash_page
from wiki.services.pages.store import create_page, edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.edit import edit_space
from wiki.services.spaces.remove import remove_space
from wiki.services.watches.watch import watch_content

pytestmark = pytest.mark.django_db


def archived() -> set[str]:
    """Give the titles of all archived pages."""
    return set(Content.objects.filter(archive__isnull=False).values_list("title", flat=True))


def archive(by, page, note=""):
    """Archive a page."""
    return archive_page(by, page_id=page.pk, note=note)


def bring_back(by, page):
    """Bring a page back."""
    return bring_back_page(by, page_id=page.pk)


class TestArchive:
    """What archiving does, and for whom."""

    def test_a_page_goes_with_all_below_it_and_stays_what_it_was(self, ann, bob, space):
        top, middle, low = make_chain(ann, "Top", "Middle", "Low")
        make_page(ann, "Beside")
        comment, file = make_comment(ann, low), make_attachment(ann, low)
        assert archive(bob, top, "  see\n Beside ") == 3
        assert archived() == {"Top", "Middle", "Low"}
        row = page_for(ann, top.pk).archived
        assert (row.by.username, row.note, row.along) == ("bob", "see Beside", False)
        below = page_for(ann, low.pk).archived
        assert (below.at, below.by_id, below.note, below.along) == (row.at, row.by_id, "see Beside", True)
        stored = again(low)
        assert stored.is_current and (stored.parent_id, stored.path) == (middle.pk, f"/{top.pk}/{middle.pk}/")
        assert page_by_title(ann, space, "low").archived
        assert comment_for(ann, comment.pk) and attachment_for(ann, file.pk)
        edited = edit_page(ann, page_id=low.pk, version=1, storage="<p>2</p>")
        assert edited.version == 2 and page_for(ann, low.pk).archived

    def test_it_takes_who_may_edit_and_remove(self, ann, space, refused):
        page = make_page(ann)
        for permissions in (("VIEWSPACE", "EDITSPACE"), ("VIEWSPACE", "REMOVEPAGE")):
            who = member(f"with{len(permissions[1])}")
            other = make_space(ann, f"S{len(permissions[1])}")
            there = make_page(ann, space=other.key)
            grant(other, who.user, *permissions)
            with refused(NotPermitted, "archive this page"):
                archive(who, there)
        set_restriction(ann, content_id=page.pk, type=RestrictionType.EDIT, users=[ann.user])
        with refused(NotPermitted):
            archive(member("other"), page)
        set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
        with refused(NoSuchPage):
            archive(member("another"), page)
        archive(ann, page)
        with refused(NoSuchPage):
            bring_back(member("third"), page)

    def test_what_is_no_page_is_not_archived(self, ann, space, refused):
        comment = make_comment(ann, make_page(ann))
        with refused(NoSuchPage):
            archive(ann, comment)

    def test_not_the_home_page_nor_what_is_above_it(self, ann, space, refused):
        top, low = make_chain(ann, "Top", "Low")
        with refused(BadMove, "The home page of the space TST can't be archived"):
            archive(ann, space.home_page)
        edit_space(ann, key="TST", home_page_id=low.pk)
        with refused(BadMove, "nor can what it stands below"):
            archive(ann, top)

    def test_not_twice_and_not_with_a_book_for_a_note(self, ann, space, refused):
        page = make_page(ann, "Old")
        with refused(BadValue, "500"):
            archive(ann, page, "x" * 501)
        with refused(BadValue):
            archive(ann, page, "\0")
        archive(ann, page, "x" * 500)
        with refused(BadMove, "'Old' is archived already"):
            archive(ann, page)

    def test_both_are_recorded_and_nobody_is_told(self, ann, bob, space, committed):
        page = make_page(ann, "Old")
        watch_content(bob, content_id=page.pk)
        mail.outbox.clear()
        with committed():
            archive(ann, page)
            bring_back(ann, page)
        entries = AuditEntry.objects.filter(event__in=(PageArchived.__name__, PageBroughtBack.__name__)).order_by("pk")
        assert [(one.event, one.user_id, one.content_id, one.space_key, one.subject) for one in entries] == [
            ("PageArchived", ann.user_id, page.pk, "TST", "Old"),
            ("PageBroughtBack", ann.user_id, page.pk, "TST", "Old"),
        ]
        assert not Notification.objects.filter(content_id=page.pk).exists() and not mail.outbox


class TestBringBack:
    """What comes back, and when it can't."""

    def test_a_page_comes_back_with_those_that_went_along(self, ann, bob, space):
        top, middle, low = make_chain(ann, "Top", "Middle", "Low")
        archive(ann, top)
        assert bring_back(bob, top) == 3
        assert archived() == set()
        assert page_for(ann, low.pk).archived is None

    def test_what_was_archived_before_stays_with_what_is_below_it(self, ann, space):
        top, middle, low = make_chain(ann, "Top", "Middle", "Low")
        make_page(ann, "Other", below=top)
        archive(ann, middle, "first")
        assert archive(ann, top, "second") == 2
        assert page_for(ann, low.pk).archived.note == "first"
        assert bring_back(ann, top) == 2
        assert archived() == {"Middle", "Low"}
        assert bring_back(ann, middle) == 2

    def test_not_below_a_page_that_stays_archived(self, ann, space, refused):
        top, middle, low = make_chain(ann, "Top", "Middle", "Low")
        archive(ann, top)
        with refused(BadMove, "'Low' stands below 'Middle', which is archived"):
            bring_back(ann, low)

    def test_not_what_is_not_archived(self, ann, space, refused):
        page = make_page(ann, "Here")
        with refused(BadMove, "'Here' is not archived"):
            bring_back(ann, page)


class TestTheTree:
    """What else is done to the tree leaves it consistent."""

    def test_nothing_is_made_below_an_archived_page(self, ann, space, refused):
        old, page, free = make_page(ann, "Old"), make_page(ann, "Page"), make_page(ann, "Free")
        archive(ann, old)
        with refused(BadMove, "'Old' is archived: nothing can be put below it"):
            create_page(ann, space_key="TST", title="New", storage="", parent_id=old.pk)
        with refused(BadMove, "'Old' is archived"):
            publish_draft(ann, draft_id=None, space_key="TST", title="New", storage="", parent_id=old.pk)
        with refused(BadMove, "'Old' is archived"):
            move_page(ann, page_id=page.pk, target_id=old.pk, position="append")
        with refused(BadMove, "'Old' is archived"):
            edit_page(ann, page_id=page.pk, version=1, parent_id=old.pk)
        with refused(BadMove, "'Old' is archived"):
            copy_page(ann, page_id=page.pk, parent_id=old.pk, title="Copy")
        with refused(BadMove, "'Old' is archived"):
            start_tree_copy(ann, page_id=page.pk, parent_id=old.pk, title="Copy", options=CopyOptions(children=True))
        move_page(ann, page_id=page.pk, target_id=old.pk, position="below")
        assert again(page).parent_id == again(old).parent_id == again(free).parent_id

    def test_nothing_is_moved_beside_a_page_below_an_archived_one(self, ann, space, refused):
        old, low = make_chain(ann, "Old", "Low")
        page = make_page(ann)
        archive(ann, old)
        with refused(BadMove, "'Old' is archived"):
            move_page(ann, page_id=page.pk, target_id=low.pk, position="above")

    def test_an_archived_page_does_not_move_by_itself(self, ann, space, other_space, refused):
        old, page = make_page(ann, "Old"), make_page(ann, "Page")
        archive(ann, old)
        with refused(BadMove, "'Old' is archived and can't be moved"):
            move_page(ann, page_id=old.pk, target_id=page.pk, position="append")
        with refused(BadMove, "'Old' is archived"):
            move_page_to_top_level(ann, page_id=old.pk, space_key="OTH")
        with refused(BadMove, "'Old' is archived"):
            edit_page(ann, page_id=old.pk, version=1, parent_id=page.pk)

    def test_it_goes_along_with_a_page_above(self, ann, space, other_space):
        top, low = make_chain(ann, "Top", "Low")
        archive(ann, low)
        move_page_to_top_level(ann, page_id=top.pk, space_key="OTH")
        assert page_for(ann, low.pk).archived and again(low).space_id == other_space.pk

    def test_a_copy_is_not_archived(self, ann, space):
        top, low = make_chain(ann, "Top", "Low")
        archive(ann, top)
        copy = copy_page(
            ann, page_id=top.pk, parent_id=space.home_page_id, title="Copy", options=CopyOptions(children=True)
        )
        assert archived() == {"Top", "Low"}
        assert Content.objects.get(parent_id=copy.pk).title == "Low (2)"

    def test_a_copied_tree_leaves_archived_pages_out(self, ann, space):
        top, low, lowest = make_chain(ann, "Top", "Low", "Lowest")
        make_page(ann, "Beside", below=top)
        archive(ann, low)
        copy = copy_page(
            ann, page_id=top.pk, parent_id=space.home_page_id, title="Copy", options=CopyOptions(children=True)
        )
        assert [one.title for one in Content.objects.filter(path__contains=f"/{copy.pk}/")] == ["Beside (2)"]

    def test_it_is_no_home_page(self, ann, space, refused):
        page = make_page(ann, "Old")
        archive(ann, page)
        with refused(BadMove, "'Old' is archived: bring it back before it becomes the home page"):
            edit_space(ann, key="TST", home_page_id=page.pk)


class TestTrash:
    """Archived pages and the trash."""

    def restore(self, by, page):
        """Bring a page back from the trash."""
        return restore_from_trash(by, space_key="TST", content_id=page.pk)

    def test_what_moves_up_from_a_removed_page_stays_archived_and_comes_back(self, ann, space):
        top, low, lowest = make_chain(ann, "Top", "Low", "Lowest")
        archive(ann, top)
        trash_page(ann, page_id=top.pk)
        assert archived() == {"Top", "Low", "Lowest"}
        assert bring_back(ann, low) == 2
        assert archived() == {"Top"}

    def test_an_archived_page_comes_back_from_the_trash_archived(self, ann, space):
        top, low = make_chain(ann, "Top", "Low")
        archive(ann, top)
        trash_page(ann, page_id=low.pk)
        restored = self.restore(ann, low)
        assert restored.parent_id == top.pk and page_for(ann, low.pk).archived
        trash_page(ann, page_id=low.pk)
        bring_back(ann, top)
        self.restore(ann, low)
        assert again(low).parent_id == top.pk and archived() == {"Low"}
        assert bring_back(ann, low) == 1

    def test_a_page_whose_parent_was_archived_meanwhile_comes_to_the_top(self, ann, space):
        top, low = make_chain(ann, "Top", "Low")
        trash_page(ann, page_id=low.pk)
        archive(ann, top)
        restored = self.restore(ann, low)
        assert (restored.parent_id, restored.path) == (None, "/")
        assert archived() == {"Top"}

    def test_nothing_is_left_of_what_is_gone_for_good(self, ann, space):
        page, other = make_page(ann), make_page(ann)
        archive(ann, page)
        archive(ann, other)
        trash_page(ann, page_id=page.pk)
        purge_from_trash(ann, space_key="TST", content_id=page.pk)
        assert list(PageArchive.objects.values_list("page_id", flat=True)) == [other.pk]
        remove_space(ann, key="TST")
        assert not PageArchive.objects.exists()
