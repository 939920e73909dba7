"""Bodies that are kept are always what they would be if they were rendered anew, for each reader."""

from collections.abc import Iterator
from random import Random
from unittest import mock

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.actor import SYSTEM_IMPORT, Actor
from accounts.models import User
from accounts.services.passwords import change_my_password
from accounts.services.users import edit_user
from accounts.whole_change import whole_change
from tests.factories.accounts import PASSWORD, fresh
from tests.factories.wiki import again, make_comment, make_page, make_space
from tests.wiki.rendering.changing_wiki import CHANGES, ChangingWiki, nothing_kept, shown
from wiki.macros.base import BodyKind, Freshness, Macro, MacroUse, Target
from wiki.macros.registry import MACROS
from wiki.macros.safe_html import safe
from wiki.models import Content, RestrictionType, Space
from wiki.rendering import kept
from wiki.rendering.cache import Entry, Key, RenderCache, render_cache
from wiki.rendering.render import Template
from wiki.rendering.run import Run
from wiki.rendering.shown import rendered, rendered_fragment, rendered_once, rendered_together
from wiki.services.drafts.draft import save_draft
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.watches.watch import watch_content

LINK = '<p><ac:link><ri:page ri:content-title="Goal"/></ac:link></p>'


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Each test begins with nothing kept."""
    render_cache().clear()
    yield
    render_cache().clear()


@pytest.fixture
def runs() -> Iterator[list[str]]:
    """The texts that were rendered, in order."""
    rendered_texts: list[str] = []
    real = kept.render_templates

    def counting(bodies: list[tuple[str, object]]) -> object:
        rendered_texts.extend(storage for storage, _context in bodies)
        return real(bodies)  # type: ignore[arg-type]

    with mock.patch.object(kept, "render_templates", counting):
        yield rendered_texts


def view(actor: Actor, page: Content) -> str:
    """Show a page as a new request does."""
    page, reader = again(page), fresh(actor) if actor.user_id else Actor.anonymous()
    return rendered(reader, page.storage, page, page.space, page)


@given(changes=st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 2**32)), min_size=1, max_size=8))
@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_kept_is_always_right(site: None, changes: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        render_cache().clear()
        wiki = ChangingWiki()
        for name, seed in changes:
            chance = Random(seed)
            before = [(reader, page) for reader in wiki.readers() for page in wiki.pages()]
            for reader, page in chance.sample(before, min(8, len(before))):
                shown(reader, page)
            wiki.change(name, chance)
            for reader, page in chance.sample(before, min(8, len(before))):
                compare(reader, page, name)
        for reader in wiki.readers():
            for page in wiki.pages():
                compare(reader, page, "all changes")
        transaction.set_rollback(True)


def compare(reader: Actor, page: Content, after: str) -> None:
    """See that a reader is shown what is right."""
    readers = Actor.anonymous() if reader.user_id is None else fresh(reader)
    was_kept = shown(readers, page)
    with nothing_kept():
        assert was_kept == shown(readers, page), f"after {after}, {readers} on {page.title}"


def test_each_change_alone_leaves_everything_right(site: None) -> None:
    wiki = ChangingWiki()
    chance = Random(7)
    for name in CHANGES:
        pages = chance.sample(wiki.pages(), 3)
        for reader in wiki.readers():
            for page in pages:
                shown(reader, page)
        wiki.change(name, chance)
        for reader in wiki.readers():
            for page in pages:
                compare(reader, page, name)


def test_an_unchanged_page_is_rendered_once_for_each_reader(
    ann: Actor, bob: Actor, space: Space, runs: list[str]
) -> None:
    make_page(ann, "Goal")
    page = make_page(ann, "Start", storage=LINK)
    views = [view(actor, page) for actor in (ann, ann, bob, bob, Actor.anonymous(), Actor.anonymous(), ann)]
    assert len(runs) == 3
    assert views[0] == views[1] == views[6]


def test_a_view_of_what_is_kept_takes_one_query(ann: Actor, space: Space) -> None:
    make_page(ann, "Goal")
    page = again(make_page(ann, "Start", storage=LINK))
    rendered(ann, LINK, page, page.space, page)
    with CaptureQueriesContext(connection) as captured:
        rendered(ann, LINK, page, page.space, page)
    assert len(captured) == 1


def test_what_changes_elsewhere_leaves_a_page_kept(
    ann: Actor, space: Space, other_space: Space, runs: list[str]
) -> None:
    page = make_page(ann, "Start", storage="<p>plain</p>")
    other = make_page(ann, "Other", space="OTH")
    view(ann, page)
    edit_page(ann, page_id=other.pk, version=None, storage="<p>new</p>")
    save_draft(ann, content_id=page.pk, title="Start", storage="<p>not yet</p>")
    watch_content(ann, content_id=page.pk)
    change_my_password(ann, old=PASSWORD, new="another long word of mine")
    view(ann, page)
    assert len(runs) == 1
    make_page(ann, "Beside")
    view(ann, page)
    edit_user(ann, username="ann", full_name="Ann Other")
    view(ann, page)
    assert len(runs) == 3


def test_a_link_to_another_space_depends_on_that_space(
    ann: Actor, bob: Actor, space: Space, other_space: Space
) -> None:
    there = make_page(ann, "There", space="OTH")
    storage = '<ac:link><ri:page ri:content-title="There" ri:space-key="oth"/></ac:link>'
    page = make_page(ann, "Start", storage=storage)
    assert 'href="/display/OTH/There"' in view(bob, page)
    set_restriction(ann, content_id=there.pk, type=RestrictionType.VIEW, users=[User.objects.get(pk=ann.user_id)])
    assert "There" in view(bob, page)
    assert "/display/OTH/There" not in view(bob, page)
    assert 'href="/display/OTH/There"' in view(ann, page)


def test_a_link_to_a_space_that_comes_later_is_found_then(ann: Actor, space: Space) -> None:
    storage = '<ac:link><ri:page ri:content-title="Space LATE Home" ri:space-key="LATE"/></ac:link>'
    page = make_page(ann, "Start", storage=storage)
    assert "unresolved" in view(ann, page)
    make_space(ann, "LATE")
    assert "unresolved" not in view(ann, page)


def test_rights_that_were_read_before_a_change_are_not_kept(ann: Actor, bob: Actor, space: Space) -> None:
    goal = make_page(ann, "Goal")
    page = again(make_page(ann, "Start", storage=LINK))
    slow = fresh(bob)
    assert slow.may_use
    user = User.objects.get(pk=bob.user_id)
    user.groups.clear()
    edit_user(ann, username="ann", full_name="Somebody's groups changed in the middle of a request")
    assert "unresolved" not in rendered_once(slow, LINK, page, page.space)
    rendered(slow, LINK, page, page.space, page)
    assert f"/display/TST/{goal.title}" not in view(bob, page)


def test_a_title_that_was_read_before_a_change_is_not_kept(ann: Actor, space: Space) -> None:
    page = again(make_page(ann, "Start", storage="<h1>A</h1>"))
    edit_page(ann, page_id=page.pk, version=None, title="Begin")
    rendered(ann, "<h1>A</h1>", page, page.space, page)
    assert view(ann, page) == '<h1 id="Begin-A">A</h1>'


def test_what_changed_while_it_was_rendered_is_not_kept(ann: Actor, space: Space) -> None:
    page = make_page(ann, "Start", storage=LINK)
    real = kept.render_templates

    def slow(bodies: list[tuple[str, object]]) -> object:
        made = real(bodies)  # type: ignore[arg-type]
        make_page(ann, "Goal")
        return made

    with mock.patch.object(kept, "render_templates", slow):
        assert "unresolved" in view(ann, page)
    assert len(render_cache()) == 0
    assert "unresolved" not in view(ann, page)


def test_nothing_is_kept_of_a_change_that_is_under_way(ann: Actor, space: Space) -> None:
    page = again(make_page(ann, "Start", storage=LINK))
    with whole_change():
        rendered(ann, LINK, page, page.space, page)
    assert len(render_cache()) == 0


def test_nothing_is_kept_of_a_change_that_was_undone(ann: Actor, space: Space) -> None:
    page = again(make_page(ann, "Start", storage=LINK))
    view(ann, page)
    for number in range(2):
        with transaction.atomic():
            make_page(ann, "Goal")
            assert "unresolved" not in view(ann, page)
            transaction.set_rollback(True)
        if number:
            make_page(ann, "Another")
        assert "unresolved" in view(ann, page)


def test_previews_and_the_system_leave_nothing(ann: Actor, space: Space) -> None:
    page = again(make_page(ann, "Start", storage=LINK))
    rendered_once(ann, "<p>x</p>", page, page.space)
    rendered_fragment(ann, "<p>x</p>", page, page.space)
    rendered(SYSTEM_IMPORT, LINK, page, page.space, page)
    assert len(render_cache()) == 0
    rendered_fragment(ann, LINK, page, page.space)
    assert len(render_cache()) == 1


def test_comments_are_looked_up_together(ann: Actor, space: Space) -> None:
    make_page(ann, "Goal")
    page = make_page(ann, "Start")
    counts = []
    for wanted in (2, 20):
        while Content.objects.filter(kind="comment").count() < wanted:
            number = Content.objects.filter(kind="comment").count()
            make_comment(ann, page, f"{LINK}<p>{number}</p>")
        comments = list(Content.objects.filter(kind="comment").select_related("space", "body").order_by("pk"))
        render_cache().clear()
        for expected in (wanted, wanted):
            with CaptureQueriesContext(connection) as captured:
                shown_together = rendered_together(fresh(ann), comments, again(page))
            counts.append(len(captured))
            assert len(shown_together) == expected
            assert shown_together[0].startswith('<p><a href="/display/TST/Goal">Goal</a></p>')
    assert counts[:2] == counts[2:]
    # The test itself reads the person and the page.
    assert counts[1] == 1 + 2


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A macro that says when it runs: how often it ran for whom, with its body."""
    ran: list[str] = []

    def now(use: MacroUse) -> SafeString:
        ran.append(use.actor.username)
        return safe(f'<div class="{use.classes}">{len(ran)} {use.context.title} {use.body}</div>')

    macro = Macro("moment", "Moment", "Says when.", now, body=BodyKind.RICH, freshness=Freshness.MOMENT)
    monkeypatch.setitem(MACROS._by_name, "moment", macro)
    return ran


def in_moment(body: str) -> str:
    """Put a text in the macro that runs at each view."""
    return f'<ac:structured-macro ac:name="moment"><ac:rich-text-body>{body}</ac:rich-text-body></ac:structured-macro>'


def test_a_macro_of_the_moment_runs_at_each_view(
    ann: Actor, bob: Actor, space: Space, moments: list[str], runs: list[str]
) -> None:
    storage = f"<p>before</p>{in_moment('<p>inner</p>' + in_moment('deep'))}<p>after</p>"
    page = make_page(ann, "Start", storage=storage)
    expected = (
        '<p>before</p><div class="conf-macro output-block">{} Start <p>inner</p>'
        '<div class="conf-macro output-block">{} Start deep</div></div><p>after</p>'
    )
    assert view(ann, page) == expected.format(2, 1)
    assert view(ann, page) == expected.format(4, 3)
    assert view(bob, page) == expected.format(6, 5)
    assert view(ann, page) == expected.format(8, 7)
    assert len(runs) == 2
    assert moments == ["ann"] * 4 + ["bob"] * 2 + ["ann"] * 2


def test_a_text_cannot_bring_a_place_of_its_own(ann: Actor, space: Space, moments: list[str]) -> None:
    place = '<span data-moment="0123456789abcdef-0"></span>'
    page = make_page(ann, "Start", storage=f"{place}{in_moment(place)}")
    assert "data-moment" not in view(ann, page)
    assert len(moments) == 1


def test_what_went_wrong_is_tried_again(ann: Actor, space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([ZeroDivisionError, "right"])

    def sometimes(use: MacroUse) -> SafeString:
        answer = next(answers)
        if not isinstance(answer, str):
            raise answer
        return safe(answer)

    monkeypatch.setitem(MACROS._by_name, "sometimes", Macro("sometimes", "Sometimes", "Fails.", sometimes))
    page = make_page(ann, "Start", storage='<ac:structured-macro ac:name="sometimes"/>')
    assert "something went wrong" in view(ann, page)
    assert view(ann, page) == view(ann, page) == "right"


def key(number: int) -> Key:
    """Make a key."""
    return Key(number, True, 1, 1, 1, b"", Target.PAGE, "", "", "en-gb")


def test_the_cache_lets_go_of_the_least_recently_used() -> None:
    cache = RenderCache(80)
    entry = Entry(Template(SafeString("x"), Run()), (), None, 10)
    for number in range(8):
        cache.keep(key(number), entry)
    cache.find([key(0)])
    cache.keep(key(8), entry)
    assert cache.find([key(0), key(1), key(8)]) == [entry, None, entry]
    assert (len(cache), cache.bytes) == (8, 80)
    cache.keep(key(9), Entry(Template(SafeString("x"), Run()), (), None, 11))
    assert cache.find([key(9)]) == [None]
    cache.keep(key(0), entry)
    assert (len(cache), cache.bytes) == (8, 80)
