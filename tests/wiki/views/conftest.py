"""A space with something of everything in it, and browsers of the people who look at it."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.models import User
from tests.factories.wiki import make_page
from wiki.models import Content, Draft, Space
from wiki.services.attachments.store import add_attachment
from wiki.services.blogposts.store import create_blogpost
from wiki.services.comments.store import add_comment
from wiki.services.drafts.draft import save_draft
from wiki.services.labels.label import add_labels
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff56c7ae0e0000000049454e44ae426082"
)


@dataclass
class Scene:
    """What the tests name."""

    space: Space
    page: Content
    child: Content
    old_version_id: int
    post: Content
    comment: Content
    file: Content
    trashed: Content
    draft: Draft
    label_id: int

    def fill(self, address: str) -> str:
        """Put the ids of the scene into an address."""
        return address.format(
            key=self.space.key,
            page=self.page.pk,
            child=self.child.pk,
            old=self.old_version_id,
            post=self.post.pk,
            comment=self.comment.pk,
            file=self.file.pk,
            trashed=self.trashed.pk,
            draft=self.draft.pk,
            label=self.label_id,
            day=f"{self.post.posting_day:%Y/%m/%d}",
            name=self.file.title,
        )


def make_scene(owner: Actor, space: Space) -> Scene:
    """Fill a space that somebody owns."""
    page = make_page(owner, "First page", space=space.key, below=space.home_page)
    child = make_page(owner, "Second page", space=space.key, below=page)
    edit_page(owner, page_id=page.pk, version=1, storage="<p>new text</p>")
    trashed = make_page(owner, "Thrown away", space=space.key)
    trash_page(owner, page_id=trashed.pk)
    post = create_blogpost(owner, space_key=space.key, title="News", storage="<p>news</p>")
    comment = add_comment(owner, container_id=page.pk, storage="<p>hm</p>")
    file = add_attachment(owner, container_id=page.pk, file_name="dot.png", data=io.BytesIO(PNG))
    add_attachment(owner, container_id=page.pk, file_name="dot.png", data=io.BytesIO(PNG))
    label = add_labels(owner, content_id=page.pk, labels="blue")[0]
    draft = save_draft(owner, storage="<p>ha", title="Half", space_key=space.key)
    page = Content.objects.select_related("space").get(pk=page.pk)
    old = Content.objects.get(current=page, version=1)
    return Scene(space, page, child, old.pk, post, comment, file, trashed, draft, label.pk)


@pytest.fixture
def scene(ann: Actor, space: Space) -> Scene:
    """Ann's space, in which all users may read and write."""
    return make_scene(ann, space)


Browser = Callable[[Actor], Client]


@pytest.fixture
def browser() -> Browser:
    """Give the browser of somebody, logged in."""

    def logged_in(actor: Actor, **options: bool) -> Client:
        client = Client(**options)
        if isinstance(actor.user, User):
            client.force_login(actor.user, backend="accounts.backends.UsernameBackend")
        return client

    return logged_in
