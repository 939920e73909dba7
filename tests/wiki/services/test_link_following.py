"""Links follow what they point to."""

import pytest

from tests.factories.wiki import again, make_attachment, make_chain, make_comment, make_page
from wiki.models import Content, Link
from wiki.services.attachments.move import move_attachment
from wiki.services.blogposts.store import create_blogpost, edit_blogpost
from wiki.services.pages.move import move_page, move_page_to_top_level
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page
from wiki.services.spaces.edit import convert_to_personal_space

pytestmark = pytest.mark.django_db


def link(title, key=""):
    """A link to a page."""
    space = f' ri:space-key="{key}"' if key else ""
    return f'<ac:link><ri:page{space} ri:content-title="{title}"/></ac:link>'


def image(name, title="", key=""):
    """An image attached to a page, or to the page it is on."""
    space = f' ri:space-key="{key}"' if key else ""
    container = f'<ri:page{space} ri:content-title="{title}"/>' if title else ""
    end = f">{container}</ri:attachment>" if container else "/>"
    return f'<ac:image><ri:attachment ri:filename="{name}"{end}</ac:image>'


def include(title):
    """An include macro, which names a page in its parameter."""
    return (
        '<ac:structured-macro ac:name="include"><ac:parameter ac:name="">'
        f"{link(title)}</ac:parameter></ac:structured-macro>"
    )


class TestRename:
    """Another title in the same space."""

    def test_links_includes_and_containers_follow_byte_for_byte_around_them(self, ann, space, other_space, committed):
        page = make_page(ann, "Öld & Title")
        around = "<p  class='x'>&nbsp;é\r\n<br/>{}</p><!-- kept -->"
        texts = {
            make_page(ann): link("Öld &amp; Title"),
            make_page(ann): link("öLD &amp; TITLE"),
            make_page(ann): include("Öld &amp; Title"),
            make_page(ann): image("a.png", "Öld &amp; Title"),
            make_page(ann, space="OTH"): link("Öld &amp; Title", "TST"),
            make_page(ann, space="OTH"): image("a.png", "Öld &amp; Title", "tst"),
            make_page(ann, space="OTH"): link("Öld &amp; Title"),
            make_page(ann): link("Another"),
            page: link("Öld &amp; Title"),
        }
        for source, text in texts.items():
            edit_page(ann, page_id=source.pk, version=1, storage=around.format(text))
        with committed():
            edit_page(ann, page_id=page.pk, version=2, title='New "Title" <2>')
        for number, (source, text) in enumerate(texts.items()):
            stored = again(source).storage
            if number in (6, 7):
                assert stored == around.format(text)
            else:
                assert stored.startswith("<p  class='x'>&nbsp;é\r\n<br/>")
                assert stored.endswith("</p><!-- kept -->")
                assert 'ri:content-title="New &quot;Title&quot; &lt;2>"' in stored.replace("&gt;", ">")
            assert again(source).version == (3 if source == page else 2)
        assert Link.objects.filter(title_folded='new "title" <2>').count() == 7

    def test_history_is_not_touched(self, ann, space, committed):
        page, source = make_page(ann, "Old"), make_page(ann, storage=link("Old") + "1")
        edit_page(ann, page_id=source.pk, version=1, storage=link("Old") + "2")
        modified = again(source).modified
        with committed():
            edit_page(ann, page_id=page.pk, version=1, title="New")
        assert source.versions.get().storage == link("Old") + "1"
        assert again(source).storage == link("New") + "2"
        assert (again(source).version, again(source).modified) == (2, modified)
        assert again(page).versions.get().title == "Old"

    def test_comments_and_posts_follow(self, ann, space, committed):
        page = make_page(ann, "Old")
        comment = make_comment(ann, page, link("Old"))
        post = create_blogpost(ann, space_key="TST", title="Post", storage=link("Old"))
        with committed():
            edit_page(ann, page_id=page.pk, version=1, title="New")
        assert again(comment).storage == again(post).storage == link("New")

    def test_twice(self, ann, space, committed):
        page, source = make_page(ann, "A"), make_page(ann, storage=link("A"))
        for version, title in enumerate(("B", "C", "A", "a"), start=1):
            with committed():
                edit_page(ann, page_id=page.pk, version=version, title=title)
            assert again(source).storage == link(title)

    def test_a_source_in_the_trash_follows_as_well(self, ann, space, committed):
        page, source = make_page(ann, "Old"), make_page(ann, storage=link("Old"))
        trash_page(ann, page_id=source.pk)
        with committed():
            edit_page(ann, page_id=page.pk, version=1, title="New")
        assert again(source).storage == link("New")

    def test_a_blog_post_of_that_day_only(self, ann, space, committed):
        post = create_blogpost(ann, space_key="TST", title="Old", storage="")
        day = f"{post.posting_day:%Y/%m/%d}"
        text = '<ac:link><ri:blog-post ri:content-title="{}" ri:posting-day="{}"/></ac:link>'
        source = make_page(ann, storage=text.format("Old", day) + text.format("Old", "2001/01/01"))
        with committed():
            edit_blogpost(ann, post_id=post.pk, version=1, title="New")
        assert again(source).storage == text.format("New", day) + text.format("Old", "2001/01/01")


class TestMoveToAnotherSpace:
    """Space keys appear and stay away where they should."""

    def test_links_to_what_moved_and_from_what_moved(self, ann, space, other_space, committed):
        stays = make_page(ann, "Stays")
        page, below = make_chain(ann, "Page", "Below")
        edit_page(ann, page_id=page.pk, version=1, storage=link("Below") + link("Stays") + link("Missing") + image("a"))
        edit_page(ann, page_id=below.pk, version=1, storage=link("Page") + link("Stays", "TST"))
        comment = make_comment(ann, below, link("Stays") + link("Page"))
        edit_page(ann, page_id=stays.pk, version=1, storage=link("Page") + link("Below") + image("a", "Page"))
        there = make_page(ann, "There", space="OTH", storage=link("Page", "TST"))
        with committed():
            move_page(ann, page_id=page.pk, target_id=other_space.home_page_id, position="append")
        assert again(page).storage == link("Below") + link("Stays", "TST") + link("Missing", "TST") + image("a")
        assert again(below).storage == link("Page") + link("Stays", "TST")
        assert again(comment).storage == link("Stays", "TST") + link("Page")
        assert again(stays).storage == link("Page", "OTH") + link("Below", "OTH") + image("a", "Page", "OTH")
        assert again(there).storage == link("Page", "OTH")

    def test_a_page_of_the_same_title_there_is_another(self, ann, space, other_space, committed):
        make_page(ann, "Same")
        make_page(ann, "Same", space="OTH")
        page = make_page(ann, "Page", storage=link("Same"))
        with committed():
            move_page_to_top_level(ann, page_id=page.pk, space_key="OTH")
        assert again(page).storage == link("Same", "TST")

    def test_renames_after_the_move_are_still_followed(self, ann, space, other_space, committed):
        page, below = make_chain(ann, "Page", "Below")
        edit_page(ann, page_id=page.pk, version=1, storage=link("Below"))
        with committed():
            move_page_to_top_level(ann, page_id=page.pk, space_key="OTH")
        with committed():
            edit_page(ann, page_id=below.pk, version=1, title="Renamed")
        assert again(page).storage == link("Renamed")
        assert again(page).version == 2


class TestAttachments:
    """Files that are renamed or moved."""

    def test_a_rename(self, ann, space, committed):
        page = make_page(ann, "Page", storage=image("É.png") + image("é.PNG") + image("other.png"))
        other = make_page(ann, "Other", storage=image("É.png", "Page") + image("É.png"))
        comment = make_comment(ann, page, image("É.png"))
        file = make_attachment(ann, page, "é.png")
        with committed():
            move_attachment(ann, attachment_id=file.pk, file_name="new.png")
        assert again(comment).storage == image("new.png")
        assert again(page).storage == image("new.png") * 2 + image("other.png")
        assert again(other).storage == image("new.png", "Page") + image("É.png")

    def test_a_move(self, ann, space, other_space, committed):
        page = make_page(ann, "Page", storage=image("a.png"))
        other = make_page(ann, "Other", storage=image("a.png", "Page"))
        target = make_page(ann, "Target", space="OTH")
        file = make_attachment(ann, page, "a.png")
        with committed():
            move_attachment(ann, attachment_id=file.pk, container_id=target.pk)
        assert 'ri:content-title="Target"' in again(page).storage
        assert 'ri:space-key="OTH"' in again(page).storage
        assert 'ri:content-title="Target"' in again(other).storage


def test_a_space_with_another_key(administrator, ann, bob, space, other_space, committed):
    page = make_page(ann, "Page")
    text = link("Page", "TST") + link("Missing", "tst") + image("a", "Page", "TST")
    text += '<ac:link><ri:space ri:space-key="TST"/></ac:link>'
    text += '<ac:structured-macro ac:name="contentbylabel">'
    text += '<ac:parameter ac:name="cql">label = a and space = "TST"</ac:parameter></ac:structured-macro>'
    within = make_page(ann, "Within", storage=text + link("Page"))
    outside = make_page(ann, "Outside", space="OTH", storage=text + link("Page"))
    with committed():
        convert_to_personal_space(administrator, key="TST", owner=bob.user)
    new = text.replace('"TST"', '"~bob"').replace('"tst"', '"~bob"')
    assert again(within).storage == new + link("Page")
    assert again(outside).storage == new + link("Page")
    with committed():
        edit_page(administrator, page_id=page.pk, version=1, title="Renamed")
    assert again(within).storage == (new + link("Page")).replace('"Page"', '"Renamed"')


def test_links_stay_when_that_is_asked_for(administrator, ann, bob, space, other_space, committed):
    outside = make_page(ann, space="OTH", storage=link("Page", "TST"))
    with committed():
        convert_to_personal_space(administrator, key="TST", owner=bob.user, update_links=False)
    assert again(outside).storage == link("Page", "TST")


def test_bodies_that_do_not_parse_are_left_alone(ann, space, committed):
    page, source = make_page(ann, "Old"), make_page(ann, storage=link("Old"))
    Content.objects.get(pk=source.pk).body.__class__.objects.filter(pk=source.pk).update(storage="<p>" + link("Old"))
    with committed():
        edit_page(ann, page_id=page.pk, version=1, title="New")
    assert again(source).storage == "<p>" + link("Old")


INCLUDE_TEXT = '<ac:structured-macro ac:name="include"><ac:parameter ac:name="">{}</ac:parameter></ac:structured-macro>'


def test_pages_that_macros_name_as_text_are_followed(ann, space, other_space, committed):
    target = make_page(ann, "Part")
    here = make_page(ann, "Here", storage=INCLUDE_TEXT.format("Part"))
    there = make_page(ann, "There", space="OTH", storage=INCLUDE_TEXT.format("tst:part"))
    other = make_page(ann, "Other", space="OTH", storage=INCLUDE_TEXT.format("Part"))
    with committed():
        edit_page(ann, page_id=target.pk, version=1, title="Section one & two")
    assert again(here).storage == INCLUDE_TEXT.format("Section one &amp; two")
    assert again(there).storage == INCLUDE_TEXT.format("TST:Section one &amp; two")
    assert again(other).storage == INCLUDE_TEXT.format("Part")
    assert (again(here).version, again(there).version) == (1, 1)


def test_the_rows_of_tasks_follow_the_text(ann, space, committed):
    target = make_page(ann, "Part")
    text = (
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-body>Read {}</ac:task-body></ac:task></ac:task-list>"
    )
    page = make_page(ann, "Here", storage=text.format('<ac:link><ri:page ri:content-title="Part" /></ac:link>'))
    with committed():
        edit_page(ann, page_id=target.pk, version=1, title="Piece")
    assert [task.text for task in page.tasks.all()] == ["Read Piece"]
