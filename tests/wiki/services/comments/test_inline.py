"""Comments on words of a page."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import again, grant, make_comment, make_page, revoke_all
from wiki.errors import BadBody, BadMove, MalformedStorage, NoSuchContent, WordsNotFound
from wiki.models import AuditEntry, Body, Content, InlineComment, RestrictionType
from wiki.services.blogposts.store import create_blogpost, edit_blogpost
from wiki.services.comments.inline import MOST_CHARACTERS, add_inline_comment, settle_inline_comment
from wiki.services.comments.store import remove_comment
from wiki.services.pages.merge import merge_edit
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.storage_format.comment_markers import Selection, refs_in
from wiki.storage_format.parser import parse

pytestmark = pytest.mark.django_db
STORAGE = "<p>One&nbsp;two <em>three</em></p>"


@pytest.fixture
def page(ann, space):
    return make_page(ann, "Page", storage=STORAGE)


def comment_on(actor, page, words="two", storage="<p>hm</p>"):
    return add_inline_comment(actor, container_id=page.pk, selection=Selection(words), storage=storage)


def test_words_are_marked_and_no_version_is_made(bob, page):
    comment = comment_on(bob, page, "two three")
    inline = InlineComment.objects.get(comment=comment)
    assert (inline.original, inline.resolved) == ("two three", False)
    marker = f'<ac:inline-comment-marker ac:ref="{inline.ref}">'
    end = "</ac:inline-comment-marker>"
    assert again(page).storage == f"<p>One&nbsp;{marker}two {end}<em>{marker}three{end}</em></p>"
    assert (again(page).version, again(page).modified) == (1, page.modified)
    assert (again(comment).storage, again(comment).container) == ("<p>hm</p>", page)


def test_who_may_only_comment_may_mark_words(ann, bob, page):
    set_restriction(ann, content_id=page.pk, type=RestrictionType.EDIT, users=[ann.user])
    assert comment_on(bob, page)


def test_refusals_leave_all_as_it_was(ann, bob, page, refused):
    with refused(WordsNotFound):
        comment_on(bob, page, "four")
    with refused(WordsNotFound):
        comment_on(bob, page, "two" * MOST_CHARACTERS)
    with refused(MalformedStorage):
        comment_on(bob, page, storage="<p>")
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    with refused(NoSuchContent):
        comment_on(bob, page)


def test_who_may_not_comment_may_not_mark(ann, bob, space, page, refused):
    revoke_all(space)
    grant(space, bob.user, "VIEWSPACE")
    with refused(NotPermitted):
        comment_on(bob, page)


def test_resolving_and_reopening(ann, bob, page, refused):
    comment = comment_on(bob, page)
    assert settle_inline_comment(ann, comment_id=comment.pk, resolved=True)
    assert not settle_inline_comment(ann, comment_id=comment.pk, resolved=True)
    inline = InlineComment.objects.get(comment=comment)
    assert (inline.resolved, inline.changer) == (True, ann.user)
    assert settle_inline_comment(bob, comment_id=comment.pk, resolved=False)
    assert AuditEntry.objects.filter(event="InlineCommentSettled").count() == 2
    on_the_whole = make_comment(ann, page)
    with refused(BadMove):
        settle_inline_comment(ann, comment_id=on_the_whole.pk, resolved=True)


def test_the_first_reply_takes_over_and_the_last_takes_the_markers_along(ann, bob, page):
    comment = comment_on(bob, page)
    first, second = (make_comment(ann, page, reply_to=comment) for _ in range(2))
    remove_comment(bob, comment_id=comment.pk)
    assert InlineComment.objects.get().comment == first
    assert (again(first).parent, again(second).parent) == (None, first)
    for one in (second, first):
        remove_comment(ann, comment_id=one.pk)
    assert again(page).storage == STORAGE
    assert not InlineComment.objects.exists()


def test_an_edit_keeps_the_thread_when_the_words_go(ann, bob, page):
    comment = comment_on(bob, page)
    edit_page(ann, page_id=page.pk, version=1, storage="<p>else</p>")
    assert not refs_in(parse(again(page).storage))
    assert InlineComment.objects.get(comment=comment).original == "two"
    assert Content.objects.filter(pk=comment.pk).exists()


def test_a_text_that_can_t_be_read_is_refused(ann, page, refused):
    Body.objects.filter(content=page).update(storage="<p>two")
    with refused(BadBody):
        comment_on(ann, page)


def test_an_edit_begun_before_a_comment_keeps_its_words(ann, bob, page):
    comment_on(bob, page)
    marked = again(page).storage
    assert edit_page(ann, page_id=page.pk, version=1, storage=STORAGE).version == 1
    assert again(page).storage == marked
    edit_page(ann, page_id=page.pk, version=1, storage=STORAGE.replace("One", "A"))
    assert again(page).storage == marked.replace("One", "A")


def test_an_edit_brought_together_with_others_keeps_the_words_of_comments(ann, bob, page):
    edit_page(ann, page_id=page.pk, version=1, storage=f"{STORAGE}<p>More</p>")
    comment_on(bob, page)
    edited = STORAGE.replace("three", "four")
    merge_edit(bob, content_id=page.pk, version=1, title="Page", storage=edited)
    ref = InlineComment.objects.get().ref
    marked = f'<ac:inline-comment-marker ac:ref="{ref}">two</ac:inline-comment-marker>'
    assert again(page).storage == f"{edited.replace('two', marked)}<p>More</p>"


def test_a_blog_post_keeps_the_words_of_comments(ann, bob, space):
    post = create_blogpost(ann, space_key="TST", title="Post", storage=STORAGE)
    comment_on(bob, post)
    edit_blogpost(ann, post_id=post.pk, version=1, storage=f"{STORAGE}<p>More</p>")
    assert refs_in(parse(again(post).storage)) == {InlineComment.objects.get().ref}
