"""Counting what is looked at."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.actor import SYSTEM_VIEWS, Actor
from tests.factories.wiki import make_page
from wiki.models import RestrictionType, Space, ViewCount
from wiki.queries.view_counts import Views, most_viewed, views_of
from wiki.services.pages.remove import trash_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.view_counts import KEPT_DAYS, collect_views, note_view


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    """A folder of notes for one test."""
    cache.clear()
    settings.WIKI_VIEWS_FOLDER = tmp_path
    return tmp_path


def collected() -> int:
    """Collect all that was noted: files are closed first, and read the next time."""
    return collect_views(SYSTEM_VIEWS) + collect_views(SYSTEM_VIEWS)


def test_views_are_counted_and_add_up(ann: Actor, space: Space, django_capture_on_commit_callbacks, folder: Path):
    page, other, gone = (make_page(ann, title) for title in ("Page", "Other", "Gone"))
    trash_page(ann, page_id=gone.pk)
    for content in (page, page, other, gone):
        note_view(content.pk)
    note_view(999_999)
    (folder / "broken.views").write_text("rubbish\n2026-01-01\nno-day 5\n")
    with django_capture_on_commit_callbacks(execute=True):
        assert collected() == 3
    assert not list(folder.iterdir())
    note_view(page.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert collected() == 1
    assert views_of(page) == Views(3, 3)
    assert ViewCount.objects.count() == 2


def test_a_file_that_is_still_written_to_is_read_the_next_time(ann: Actor, space: Space, folder: Path):
    page = make_page(ann, "Page")
    note_view(page.pk)
    (path,) = folder.iterdir()
    with path.open("ab", buffering=0) as held:
        assert collect_views(SYSTEM_VIEWS) == 0
        held.write(f"{timezone.localdate()} {page.pk}\n".encode())
    assert collect_views(SYSTEM_VIEWS) == 2


def test_old_counts_are_forgotten_and_later_ones_leave_the_last_month(ann: Actor, space: Space):
    page, today = make_page(ann, "Page"), timezone.localdate()
    for days, views in ((0, 1), (29, 10), (30, 100), (KEPT_DAYS + 1, 1000)):
        ViewCount.objects.create(content=page, day=today - timedelta(days=days), views=views)
    collected()
    assert views_of(page) == Views(11, 111)


def test_what_is_viewed_most_is_shown_to_those_who_may_see_it(ann: Actor, bob: Actor, space: Space):
    few, many, secret = (make_page(ann, title) for title in ("Few", "Many", "Secret"))
    for content, times in ((few, 1), (many, 2), (secret, 3)):
        for _ in range(times):
            note_view(content.pk)
    collected()
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert [page.title for page in most_viewed(ann, 2)] == ["Secret", "Many"]
    assert [page.title for page in most_viewed(bob, 8)] == ["Many", "Few"]


def test_a_folder_that_cannot_be_written_breaks_no_page(settings, tmp_path: Path):
    settings.WIKI_VIEWS_FOLDER = tmp_path / "missing"
    note_view(1)
