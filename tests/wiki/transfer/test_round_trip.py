"""What is exported, removed and imported again is the same."""

import io

import pytest
from django.core.files.storage import storages
from django.db.models.functions import Trunc

from accounts.actor import Actor
from accounts.models import User
from tests.factories.wiki import grant, group, make_chain, make_comment, make_page, make_space, member, open_site
from tests.wiki.transfer.made import done, jobs_done_at_once
from wiki.models import (
    Body,
    Content,
    InlineComment,
    InlineTask,
    Labelling,
    Link,
    PageArchive,
    PageTemplate,
    Reaction,
    Restriction,
    RestrictionType,
    Space,
    ViewGate,
    Watch,
)
from wiki.permissions.grants import space_grants, who_passes
from wiki.services.attachments.store import add_attachment
from wiki.services.blogposts.store import create_blogpost
from wiki.services.comments.inline import add_inline_comment, settle_inline_comment
from wiki.services.labels.label import add_label_to_space, add_labels
from wiki.services.pages.archive import archive_page
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page
from wiki.services.reactions.react import react
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.remove import remove_space
from wiki.services.templates.store import store_template
from wiki.services.watches.watch import watch_content
from wiki.storage_format.comment_markers import Selection
from wiki.transfer import exports, imports
from wiki.transfer.files import file_of

pytestmark = pytest.mark.django_db

TASKS = (
    "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status>"
    "<ac:task-body>do it</ac:task-body></ac:task></ac:task-list>"
)
ODD = "<p class='x'>q[x]]&gt; &nbsp;<ac:link><ri:page ri:content-title='C'/></ac:link></p>\n<p />"


def build(root: Actor) -> None:
    """Make a space with one of everything."""
    space = make_space(root, "TRIP")
    somebody = member("somebody")
    grant(space, somebody.user, "VIEWSPACE", "EDITSPACE", "REMOVEPAGE", "COMMENT")
    top, middle, low = make_chain(root, "Äpfel", "see [[x]]y", "C", space="TRIP")
    edit_page(root, page_id=top.pk, version=1, storage=ODD, version_comment="more", minor_edit=False)
    edit_page(somebody, page_id=low.pk, version=1, storage=TASKS, title="C again")
    set_restriction(root, content_id=middle.pk, type=RestrictionType.VIEW, users=[somebody.user])
    comment = make_comment(root, top)
    make_comment(somebody, top, "<p>answer</p>", reply_to=comment)
    on_words = add_inline_comment(root, container_id=low.pk, selection=Selection("do it"), storage="<p>how</p>")
    settle_inline_comment(root, comment_id=on_words.pk, resolved=True)
    make_comment(root, low, "<p>so</p>", reply_to=on_words)
    for who, liked in ((root, low), (somebody, low), (root, on_words)):
        react(who, content_id=liked.pk, kind="like", on=True)
    for data in (b"one", b"two and more"):
        add_attachment(root, container_id=top.pk, file_name="x.txt", data=io.BytesIO(data), comment="said")
    create_blogpost(root, space_key="TRIP", title="News", storage="<p>news</p>")
    add_labels(root, content_id=top.pk, labels="red blue my:favourite")
    add_label_to_space(root, space_key="TRIP", label="team:manuals")
    watch_content(somebody, content_id=top.pk)
    store_template(root, name="Minutes", storage="<p>who</p>", space_key="TRIP")
    trash_page(root, page_id=make_page(root, "Rubbish", space="TRIP").pk)
    past, past_below, _ = make_chain(root, "Past", "Past below", "Past below that", space="TRIP")
    archive_page(somebody, page_id=past_below.pk, note="see <C> & D")
    archive_page(root, page_id=past.pk)
    gone = make_page(root, "Rubbish of old", space="TRIP")
    archive_page(root, page_id=gone.pk)
    trash_page(root, page_id=gone.pk)
    _keep_restrictions(root, somebody)


def _keep_restrictions(root: Actor, somebody: Actor) -> None:
    """Have a page closed by its own restriction and by those of two pages that stood above it."""
    above, between, below = make_chain(root, "Above", "Between", "Below", space="TRIP")
    writers = group("writers")
    for page, groups in ((above, [writers]), (between, []), (below, [writers])):
        users = [] if page is above else [somebody.user]
        set_restriction(root, content_id=page.pk, type=RestrictionType.VIEW, users=users, groups=groups)
    for page in (between, above):
        trash_page(root, page_id=page.pk)


def picture() -> dict[str, object]:
    """Give everything of the space that people could miss, without numbers that may be others."""
    space = Space.objects.get(key="TRIP")
    people_and_places = ("creator_id", "modifier_id", "current_id", "host_id", "container_id", "parent_id", "path")
    facts = ("pk", "kind", "status", "title", "version", "version_comment", "position", "posting_day")
    file = ("media_type", "file_size", "file_digest")
    contents = Content.objects.order_by("pk")
    return {
        "space": (space.name, space.description, space.kind, space.status, space.home_page_id, space.creator_id),
        "contents": list(contents.values_list(*facts, *people_and_places, *file)),
        # An export has thousandths of a second.
        "dates": [(int(one.created.timestamp()), int(one.modified.timestamp())) for one in contents],
        "bodies": dict(Body.objects.values_list("pk", "storage")),
        "files": {
            one.pk: storages["attachments"].open(one.file_key).read() for one in contents if one.kind == "attachment"
        },
        "links": sorted(Link.objects.values_list("source_id", "kind", "space_key_folded", "title_folded", "target")),
        "tasks": sorted(InlineTask.objects.values_list("content_id", "number", "text", "complete", "completer_id")),
        "labels": sorted((str(one.label), one.content_id or 0, one.user_id) for one in Labelling.objects.all()),
        "restrictions": sorted((one.content_id, one.type, str(who_passes(one))) for one in Restriction.objects.all()),
        "kept": sorted(
            (one.content_id, Restriction.objects.get(pk=one.kept_from).content_id)
            for one in Restriction.objects.exclude(kept_from=None)
        ),
        "archived": sorted(PageArchive.objects.values_list("page_id", "by_id", "note", "along", Trunc("at", "second"))),
        "on words": sorted(InlineComment.objects.values_list("comment_id", "ref", "original", "resolved")),
        "likes": sorted(Reaction.objects.values_list("content_id", "user_id", Trunc("created", "second"))),
        "gates": sorted(ViewGate.objects.values_list("content_id", "restriction__content_id")),
        "grants": space_grants(space, "*anonymous*"),
        "watches": sorted(Watch.objects.values_list("user_id", "content_id", Trunc("created", "second"))),
        "templates": list(PageTemplate.objects.values_list("name", "storage", "version", "creator_id")),
    }


def test_a_space_there_and_back() -> None:
    open_site()
    root = Actor.for_user(User.objects.get(username="root"))
    build(root)
    before = picture()
    with jobs_done_at_once():
        job = done(exports.start_space_export(root, space_key="TRIP", type=exports.ExportType.XML, everything=True))
        upload = imports.keep_upload(root, (file_of(job).read_bytes(),))
        remove_space(root, key="TRIP")
        report = done(imports.start_import(root, upload=upload)).result["report"]
    after = picture()
    assert len(before["kept"]) == 3 and [row[3] for row in before["archived"]] == [False, False, True, False]
    for name, value in before.items():
        assert after[name] == value, name
    assert (report["left_out"], report["mended"], report["not_understood"]) == ([], [], {})
