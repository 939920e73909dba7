"""Pages are copied."""

import pytest

from accounts.errors import NotPermitted
from jobs.errors import AlreadyUnderWay
from jobs.execution import execute
from tests.factories.wiki import again, grant, make_attachment, make_chain, make_comment, make_page, make_space
from wiki.errors import BadMove, NoSuchPage, TitleTaken
from wiki.models import Content, Labelling, Restriction, RestrictionType, ViewGate
from wiki.queries.pages import children_of
from wiki.services.labels.label import add_labels
from wiki.services.pages.copy import CopyOptions, copy_page
from wiki.services.pages.copy_in_job import start_tree_copy
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(ann, space):
    page = make_page(ann, "Page", storage="<p>é</p>")
    edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
    make_comment(ann, page)
    make_attachment(ann, page, "a.txt", b"1")
    make_attachment(ann, page, "a.txt", b"2")
    add_labels(ann, content_id=page.pk, labels="shared my:own")
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    return page


def test_text_files_and_labels(ann, bob, space, other_space, page):
    make_page(ann, "Page", space="OTH")
    copy = copy_page(ann, page_id=page.pk, parent_id=other_space.home_page_id, title="Copy")
    stored = again(copy)
    assert (stored.storage, stored.version, stored.space, stored.creator) == ("<p>2</p>", 1, other_space, ann.user)
    assert stored.versions.count() == 0
    file = Content.objects.get(container=copy)
    origin = Content.objects.get(container=page, kind="attachment", status="current")
    assert (file.title, file.version, file.file_key, file.host, file.space) == (
        "a.txt",
        1,
        origin.file_key,
        copy,
        other_space,
    )
    assert [str(row.label) for row in Labelling.objects.filter(content=copy)] == ["shared"]
    assert not Restriction.objects.filter(content=copy).exists()


def test_nothing_but_the_text(ann, space, page):
    options = CopyOptions(attachments=False, labels=False)
    copy = copy_page(ann, page_id=page.pk, parent_id=space.home_page_id, title="Copy", options=options)
    assert not Content.objects.filter(container=copy).exists()
    assert not Labelling.objects.filter(content=copy).exists()


def test_with_permissions(ann, space, page):
    options = CopyOptions(permissions=True)
    copy = copy_page(ann, page_id=page.pk, parent_id=space.home_page_id, title="Copy", options=options)
    restriction = Restriction.objects.get(content=copy)
    assert restriction.user_permissions.get().user == ann.user
    assert ViewGate.objects.get(content=copy).restriction == restriction


def test_with_children_that_one_may_see(ann, bob, space, other_space):
    top, middle, bottom = make_chain(ann, "Top", "Middle", "Bottom")
    hidden, below_hidden = make_page(ann, "Hidden", below=top), None
    below_hidden = make_page(ann, "Below hidden", below=hidden)
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    make_page(ann, "middle", space="OTH")
    options = CopyOptions(children=True)
    copy = copy_page(bob, page_id=top.pk, parent_id=other_space.home_page_id, title="Copy", options=options)
    (child,) = children_of(ann, copy)
    assert child.title == "Middle (2)"
    assert [page.title for page in children_of(ann, child)] == ["Bottom"]
    assert again(child).path == f"/{other_space.home_page_id}/{copy.pk}/"
    assert below_hidden.pk


def test_below_a_closed_page(ann, space):
    page, closed = make_page(ann), make_page(ann)
    set_restriction(ann, content_id=closed.pk, type=RestrictionType.VIEW, users=[ann.user])
    copy = copy_page(ann, page_id=page.pk, parent_id=closed.pk, title="Copy")
    assert ViewGate.objects.filter(content=copy).count() == 1


def test_refusals(ann, bob, space, refused):
    make_space(ann, "OTH")
    target = make_page(ann, "Target", space="OTH")
    page, below = make_chain(ann, "Page", "Below")
    with refused(TitleTaken):
        copy_page(ann, page_id=page.pk, parent_id=target.pk, title="target")
    with refused(BadMove):
        copy_page(ann, page_id=page.pk, parent_id=below.pk, title="Copy", options=CopyOptions(children=True))
    with refused(NoSuchPage):
        copy_page(bob, page_id=page.pk, parent_id=target.pk, title="Copy")
    with refused(NoSuchPage):
        copy_page(bob, page_id=target.pk, parent_id=page.pk, title="Copy")
    grant(target.space, bob.user, "VIEWSPACE")
    with refused(NotPermitted):
        copy_page(bob, page_id=page.pk, parent_id=target.pk, title="Copy")


def test_titles_below_are_changed(ann, space, other_space):
    top, below, deep = make_chain(ann, "One", "Two", "Three", space=space.key)
    make_page(ann, f"New {below.title}", space="OTH")
    options = CopyOptions(children=True, prefix="New ", find=deep.title, replace="Last")
    copy = copy_page(ann, page_id=top.pk, parent_id=other_space.home_page_id, title="Top", options=options)
    copied = children_of(ann, copy).get()
    assert copied.title == f"New {below.title} (2)"
    assert children_of(ann, copied).get().title == "New Last"


def test_a_large_tree_is_copied_by_a_job(ann, space, other_space):
    top, below, deep = make_chain(ann, "One", "Two", "Three", space=space.key)
    options = CopyOptions(children=True, prefix="New ")
    with pytest.raises(BadMove):
        start_tree_copy(ann, page_id=top.pk, parent_id=deep.pk, title="X", options=options)
    begun = start_tree_copy(ann, page_id=top.pk, parent_id=other_space.home_page_id, title="Top", options=options)
    with pytest.raises(AlreadyUnderWay):
        start_tree_copy(ann, page_id=top.pk, parent_id=other_space.home_page_id, title="Top", options=options)
    execute(begun.pk)
    begun.refresh_from_db()
    assert (begun.state, begun.result["pages"]) == ("done", 3)
    copy = Content.objects.get(pk=begun.result["page_id"])
    child = children_of(ann, copy).get()
    assert (child.title, children_of(ann, child).get().title) == (f"New {below.title}", f"New {deep.title}")
