"""Pages go to the trash, come back, and go for good."""

import pytest
from django.core.files.storage import storages

from accounts.errors import NotPermitted
from tests.factories.wiki import again, make_attachment, make_chain, make_comment, make_page, make_space
from wiki.errors import BadMove, NoSuchContent, NoSuchPage, NoSuchSpace
from wiki.models import Body, Content, ContentStatus, FormerPlace, Restriction, RestrictionType, ViewGate
from wiki.permissions.access import attachment_for, comment_for, page_for, version_for
from wiki.queries.pages import children_of
from wiki.queries.restrictions import inherited_by
from wiki.queries.trash import trash_of
from wiki.services.attachments.store import add_attachment
from wiki.services.blogposts.store import create_blogpost
from wiki.services.drafts.draft import save_draft
from wiki.services.labels.label import add_labels
from wiki.services.pages.copy import copy_page
from wiki.services.pages.move import move_page, move_page_to_top_level
from wiki.services.pages.remove import empty_trash, purge_from_trash, restore_from_trash, trash_content, trash_page
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.watches.watch import watch_content

pytestmark = pytest.mark.django_db


def restrict(by, page, *users):
    """Close a page for viewing but for these."""
    set_restriction(by, content_id=page.pk, type=RestrictionType.VIEW, users=[user.user for user in users])


def sees(actor, page):
    """Say whether somebody sees a page."""
    try:
        page_for(actor, page.pk)
    except NoSuchPage:
        return False
    return True


def trash(by, page):
    """Take a page to the trash."""
    trash_page(by, page_id=page.pk)


def restore(by, page):
    """Bring a page back."""
    return restore_from_trash(by, space_key="TST", content_id=page.pk)


class TestTrash:
    """What going to the trash does."""

    def test_a_trashed_page_and_all_on_it_is_gone_for_everybody(self, administrator, ann, space):
        page = make_page(ann)
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
        comment, file = make_comment(ann, page), make_attachment(ann, page)
        trash(ann, page)
        stored = again(page)
        assert stored.status == ContentStatus.TRASHED
        assert stored.trashed is not None
        for actor in (ann, administrator):
            with pytest.raises(NoSuchContent):
                page_for(actor, page.pk)
            with pytest.raises(NoSuchContent):
                comment_for(actor, comment.pk)
            with pytest.raises(NoSuchContent):
                attachment_for(actor, file.pk)
            with pytest.raises(NoSuchContent):
                version_for(actor, page.versions.get().pk)
        assert list(trash_of(ann, "TST")) == [page]

    def test_children_move_up_with_all_below_them(self, ann, space):
        a, b, c, d = make_chain(ann, "A", "B", "C", "D")
        second = make_page(ann, "Second", below=b)
        trash(ann, b)
        assert list(children_of(ann, a)) == [c, second]
        assert again(d).path == f"/{a.pk}/{c.pk}/"
        trash(ann, a)
        assert (again(c).parent, again(c).path, again(d).path) == (None, "/", f"/{c.pk}/")

    def test_refusals(self, ann, bob, stranger, space, refused):
        page = make_page(ann)
        with refused(BadMove):
            trash_page(ann, page_id=space.home_page_id)
        with refused(NoSuchPage):
            trash(stranger, page)
        space.group_permissions.filter(permission__codename="removepage").delete()
        with refused(NotPermitted):
            trash(bob, page)
        trash(ann, page)
        with refused(NoSuchPage):
            trash(ann, page)


class TestRestore:
    """What coming back does."""

    def test_below_the_parent_it_had(self, ann, space):
        a, b, c = make_chain(ann, "A", "B", "C")
        trash(ann, b)
        move_page_to_top_level(ann, page_id=a.pk)
        restored = restore(ann, b)
        assert (restored.status, restored.trashed, restored.path) == (ContentStatus.CURRENT, None, f"/{a.pk}/")
        assert again(c).path == f"/{a.pk}/"

    def test_at_the_top_when_the_parent_is_gone_or_elsewhere(self, ann, space, other_space):
        a, b = make_chain(ann, "A", "B")
        c = make_page(ann, "C", below=a)
        trash(ann, b)
        trash(ann, a)
        assert (restore(ann, b).parent, again(b).path) == (None, "/")
        trash(ann, c)
        restore(ann, a)
        move_page(ann, page_id=a.pk, target_id=other_space.home_page_id, position="append")
        assert (restore(ann, c).path, again(c).space) == ("/", space)

    def test_a_title_in_use_meanwhile(self, ann, space):
        pages = []
        for _ in range(4):
            pages.append(make_page(ann, "Title"))
            trash(ann, pages[-1])
        assert [restore(ann, page).title for page in pages] == [
            "Title",
            "Title (restored)",
            "Title (restored 2)",
            "Title (restored 3)",
        ]
        assert again(pages[1]).title_folded == "title (restored)"

    def test_a_long_title_in_use_meanwhile(self, ann, space):
        long = "x" * 255
        page = make_page(ann, long)
        trash(ann, page)
        make_page(ann, long)
        assert restore(ann, page).title == "x" * 244 + " (restored)"

    def test_refusals(self, ann, bob, space, other_space, refused):
        page = make_page(ann)
        with refused(NoSuchContent):
            restore(ann, page)
        trash(ann, page)
        with refused(NoSuchContent):
            restore_from_trash(ann, space_key="OTH", content_id=page.pk)
        with refused(NotPermitted):
            restore(bob, page)
        with refused(NoSuchSpace):
            restore_from_trash(ann, space_key="NONE", content_id=page.pk)
        for missing in (0, -1, 2**63, 2**70):
            with refused(NoSuchContent):
                restore_from_trash(ann, space_key="TST", content_id=missing)


class TestBlogPostsAndAttachments:
    """They know the trash as well."""

    def test_a_post(self, ann, space):
        post = create_blogpost(ann, space_key="TST", title="Post", storage="")
        trash_content(ann, content_id=post.pk)
        create_blogpost(ann, space_key="TST", title="POST", storage="")
        assert restore(ann, post).title == "Post (restored)"

    def test_an_attachment(self, ann, space):
        page = make_page(ann)
        file = make_attachment(ann, page, "a.tar.gz")
        trash_content(ann, content_id=file.pk)
        make_attachment(ann, page, "A.tar.GZ")
        assert restore(ann, file).title == "a.tar (restored).gz"
        dotted = make_attachment(ann, page, ".profile")
        trash_content(ann, content_id=dotted.pk)
        make_attachment(ann, page, ".profile")
        assert restore(ann, dotted).title == ".profile (restored)"

    def test_an_attachment_of_a_trashed_page_waits_for_it(self, ann, space, refused):
        page = make_page(ann)
        file = make_attachment(ann, page)
        trash_content(ann, content_id=file.pk)
        trash(ann, page)
        with refused(BadMove):
            restore(ann, file)
        restore(ann, page)
        assert restore(ann, file).is_current

    def test_comments_and_pages_go_other_ways(self, ann, space, refused):
        page = make_page(ann)
        for content in (page, make_comment(ann, page)):
            with refused(NoSuchContent):
                trash_content(ann, content_id=content.pk)


class TestInheritedRestrictions:
    """A view restriction that a subtree inherits stays with it."""

    @pytest.fixture
    def chain(self, ann, space):
        a, b, c, d = make_chain(ann, "A", "B", "C", "D")
        restrict(ann, b, ann)
        return a, b, c, d

    def test_when_the_restricted_page_is_trashed(self, ann, bob, chain):
        a, b, c, d = chain
        trash(ann, b)
        assert [sees(bob, page) for page in (a, c, d)] == [True, False, False]
        assert [sees(ann, page) for page in (a, c, d)] == [True, True, True]
        kept = Restriction.objects.get(content=c)
        assert (kept.kept_from, kept.type) == (Restriction.objects.get(content=b).pk, "View")
        assert not Restriction.objects.filter(content=d).exists()

    def test_when_it_is_purged_as_well(self, ann, bob, chain):
        a, b, c, d = chain
        trash(ann, b)
        purge_from_trash(ann, space_key="TST", content_id=b.pk)
        assert [sees(bob, page) for page in (a, c, d)] == [True, False, False]
        e = make_page(ann, "E", below=d)
        assert not sees(bob, e)

    def test_when_it_comes_back(self, ann, bob, chain):
        a, b, c, d = chain
        trash(ann, b)
        restore(ann, b)
        assert [sees(bob, page) for page in (a, b, c, d)] == [True, False, False, False]
        move_page(ann, page_id=c.pk, target_id=b.pk, position="append")
        move_page(ann, page_id=c.pk, target_id=a.pk, position="append")
        assert not sees(bob, c)

    def test_until_somebody_lifts_it(self, ann, bob, chain):
        a, b, c, d = chain
        trash(ann, b)
        restrict(ann, c)
        assert sees(bob, c)
        assert sees(bob, d)

    def test_through_two_trashed_pages(self, ann, bob, chain):
        a, b, c, d = chain
        restrict(ann, c, ann)
        trash(ann, b)
        trash(ann, c)
        assert not sees(bob, d)
        assert Restriction.objects.filter(content=d).count() == 2
        trash(ann, d)
        restore(ann, d)
        assert not sees(bob, d)
        restrict(ann, d)
        assert sees(bob, d)

    def test_groups_pass_what_is_kept(self, ann, bob, space):
        from django.contrib.auth.models import Group

        a, b = make_chain(ann, "A", "B")
        users = Group.objects.get(name="confluence-users")
        set_restriction(ann, content_id=a.pk, type=RestrictionType.VIEW, groups=[users])
        trash(ann, a)
        assert sees(bob, b)
        assert Restriction.objects.get(content=b).group_permissions.count() == 1

    def test_a_page_trashed_from_below_a_restricted_one_stays_closed(self, ann, bob, chain):
        a, b, c, d = chain
        trash(ann, d)
        restrict(ann, b)
        restore(ann, d)
        assert sees(bob, c)
        assert not sees(bob, d)

    def test_what_is_inherited_again_need_not_be_kept(self, ann, bob, chain):
        a, b, c, d = chain
        trash(ann, d)
        restore(ann, d)
        assert not Restriction.objects.filter(content=d).exists()
        restrict(ann, b)
        assert sees(bob, d)

    def test_a_page_in_the_trash_has_no_ancestors_to_inherit_from(self, ann, bob, chain):
        a, b, c, d = chain
        trash(ann, d)
        move_page_to_top_level(ann, page_id=c.pk)
        assert sees(bob, c)
        restore(ann, d)
        assert not sees(bob, d)
        assert inherited_by(ann, again(d)) == []
        restrict(ann, d)
        assert sees(bob, d)

    def test_a_page_restored_below_a_page_closed_meanwhile(self, ann, bob, space):
        a, b = make_chain(ann, "A", "B")
        trash(ann, b)
        restrict(ann, a, ann)
        restore(ann, b)
        assert not sees(bob, b)

    def test_edit_restrictions_are_not_inherited(self, ann, bob, space):
        a, b = make_chain(ann, "A", "B")
        set_restriction(ann, content_id=a.pk, type=RestrictionType.EDIT, users=[ann.user])
        trash(ann, a)
        assert not Restriction.objects.filter(content=b).exists()
        assert not ViewGate.objects.exists()

    def test_siblings_that_move_up_do_not_close_each_other(self, ann, bob, space):
        a, b = make_chain(ann, "A", "B")
        c = make_page(ann, "C", below=a)
        restrict(ann, b, ann)
        trash(ann, a)
        assert [sees(bob, page) for page in (b, c)] == [False, True]


class TestPurge:
    """What goes for good goes with all that hangs on it."""

    def files(self):
        store = storages["attachments"]
        return {
            key: store.exists(key) for key in Content.objects.exclude(file_key="").values_list("file_key", flat=True)
        }

    def test_everything_on_the_page(self, ann, bob, space, committed):
        before = set(Content.objects.values_list("pk", flat=True))
        page = make_page(ann)
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
        comment = make_comment(bob, page)
        make_comment(ann, page, reply_to=comment)
        make_attachment(ann, page, data=b"1")
        make_attachment(ann, page, data=b"2")
        trash_content(ann, content_id=make_attachment(ann, page, "trashed.txt").pk)
        make_attachment(ann, comment, "on-comment.txt")
        add_labels(ann, content_id=page.pk, labels="label")
        watch_content(bob, content_id=page.pk)
        save_draft(bob, content_id=page.pk, storage="")
        restrict(ann, page, ann)
        keys = list(self.files())
        assert len(keys) == 4
        trash(ann, page)
        with committed():
            purge_from_trash(ann, space_key="TST", content_id=page.pk)
            assert all(storages["attachments"].exists(key) for key in keys)
        assert not any(storages["attachments"].exists(key) for key in keys)
        assert set(Content.objects.values_list("pk", flat=True)) == before
        assert Body.objects.count() == len(before)
        assert Restriction.objects.count() == ViewGate.objects.count() == 0

    def test_a_page_that_came_from_another_space(self, ann, space, other_space, committed):
        page = make_page(ann, "Moved")
        move_page_to_top_level(ann, page_id=page.pk, space_key=other_space.key)
        assert FormerPlace.objects.filter(content=page).exists()
        trash_page(ann, page_id=page.pk)
        with committed():
            purge_from_trash(ann, space_key=other_space.key, content_id=page.pk)
        assert not FormerPlace.objects.filter(content=page.pk).exists()

    def test_files_shared_with_a_copy_stay(self, ann, space, committed):
        page = make_page(ann, "Page")
        make_attachment(ann, page)
        copy = copy_page(ann, page_id=page.pk, parent_id=space.home_page_id, title="Copy")
        trash(ann, page)
        with committed():
            empty_trash(ann, space_key="TST")
        (key,) = self.files()
        assert storages["attachments"].exists(key)
        trash(ann, copy)
        with committed():
            empty_trash(ann, space_key="TST")
        assert not storages["attachments"].exists(key)

    def test_files_stay_when_the_change_is_rolled_back(self, ann, space):
        page = make_page(ann)
        make_attachment(ann, page)
        (key,) = self.files()
        trash(ann, page)
        purge_from_trash(ann, space_key="TST", content_id=page.pk)
        assert storages["attachments"].exists(key)

    def test_only_the_trash_of_that_space_is_emptied(self, ann, space, other_space):
        gone = [make_page(ann), make_page(ann), create_blogpost(ann, space_key="TST", title="P", storage="")]
        trash(ann, gone[0])
        trash(ann, gone[1])
        trash_content(ann, content_id=gone[2].pk)
        elsewhere = make_page(ann, space="OTH")
        trash(ann, elsewhere)
        stays = make_page(ann)
        assert empty_trash(ann, space_key="TST") == 3
        assert Content.objects.filter(pk__in=[page.pk for page in gone]).count() == 0
        assert Content.objects.filter(pk__in=[elsewhere.pk, stays.pk]).count() == 2
        assert empty_trash(ann, space_key="TST") == 0

    def test_children_of_children_in_the_trash_are_left(self, ann, space):
        a, b, c = make_chain(ann, "A", "B", "C")
        trash(ann, c)
        trash(ann, b)
        purge_from_trash(ann, space_key="TST", content_id=b.pk)
        assert restore(ann, c).parent is None
        assert Content.objects.filter(pk=a.pk).exists()

    def test_refusals(self, ann, bob, space, refused):
        make_space(ann, "OTH")
        page = make_page(ann)
        with refused(NoSuchContent):
            purge_from_trash(ann, space_key="TST", content_id=page.pk)
        trash(ann, page)
        with refused(NotPermitted):
            purge_from_trash(bob, space_key="TST", content_id=page.pk)
        with refused(NotPermitted):
            empty_trash(bob, space_key="TST")
        with refused(NoSuchSpace):
            empty_trash(bob, space_key="OTH")
        with refused(NoSuchContent):
            purge_from_trash(ann, space_key="OTH", content_id=page.pk)


def test_a_file_too_large_leaves_nothing(ann, space, refused, settings, tmp_path):
    import io

    from wiki.errors import AttachmentTooLarge

    page = make_page(ann)
    settings.WIKI_MAX_REQUEST_BYTES = 10
    store = storages["attachments"]
    before = sorted(store.listdir("")[0]) if store.exists(".") else []
    with refused(AttachmentTooLarge):
        add_attachment(ann, container_id=page.pk, file_name="a", data=io.BytesIO(b"x" * 11))
    after = [name for name in sorted(store.listdir("")[0]) if name not in before]
    assert [
        file for folder in after for sub in store.listdir(folder)[0] for file in store.listdir(f"{folder}/{sub}")[1]
    ] == []
