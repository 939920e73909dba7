"""What the database itself refuses, whatever the code above it does."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories.wiki import make_attachment, make_page
from wiki.models import Content, ContentStatus, allot_id

pytestmark = pytest.mark.django_db


def copy_of(content, **changes):
    """Store a second row like a content's, with an id of its own."""
    row = Content.objects.get(pk=content.pk)
    row.pk = allot_id()
    for name, value in changes.items():
        setattr(row, name, value)
    with transaction.atomic():
        row.save(force_insert=True)


def test_a_title_once_among_the_current_pages_of_a_space(ann, space, other_space):
    page = make_page(ann, "Title")
    with pytest.raises(IntegrityError):
        copy_of(page)
    copy_of(page, status=ContentStatus.TRASHED)
    copy_of(page, space=other_space)


def test_a_file_name_once_on_a_content(ann, space):
    file = make_attachment(ann, make_page(ann))
    with pytest.raises(IntegrityError):
        copy_of(file)


def test_a_version_number_once(ann, space):
    page = make_page(ann)
    copy_of(page, status=ContentStatus.HISTORICAL, current=page)
    with pytest.raises(IntegrityError):
        copy_of(page, status=ContentStatus.HISTORICAL, current=page)
    with pytest.raises(IntegrityError):
        copy_of(page, status=ContentStatus.HISTORICAL, title_folded="other")
    with pytest.raises(IntegrityError):
        copy_of(page, current=page, title_folded="other")


def test_paths():
    assert Content(path="/12/57/", id=60).ancestor_ids == [12, 57]
    assert Content(path="/12/57/", id=60).subtree_path == "/12/57/60/"
