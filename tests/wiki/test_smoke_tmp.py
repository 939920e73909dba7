import io
import pytest
from accounts.actor import Actor, SYSTEM_SETUP
from accounts.models import User
from django.contrib.auth.models import Group
from wiki.services.spaces.create import create_space
from wiki.services.pages.store import create_page, edit_page
from wiki.services.pages.move import move_page
from wiki.services.pages.remove import trash_page, restore_from_trash, empty_trash
from wiki.services.comments.store import add_comment, remove_comment
from wiki.services.attachments.store import add_attachment
from wiki.services.attachments.move import move_attachment
from wiki.services.labels.label import add_labels
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.remove import remove_space
from wiki.queries.pages import *
from wiki.queries.labels import popular_labels, related_labels, recently_used_labels, labels_by_detail
from wiki.queries.history import versions_of
from wiki.models import *
from wiki.permissions.access import page_for
from wiki.errors import *

@pytest.mark.django_db(transaction=True)
def test_all():
    u = User.objects.create(username="ann", full_name="Ann")
    g = Group.objects.get_or_create(name="confluence-administrators")[0]
    u.groups.add(g)
    a = Actor.for_user(u)
    b_user = User.objects.create(username="bob", full_name="Bob")
    from accounts.models import GlobalPermission
    sp = create_space(a, key="TST", name="Test", for_all_users=True)
    p = create_page(a, space_key="tst", title="One", storage="<p>x</p>")
    q = create_page(a, space_key="tst", title="Two", storage='<p><ac:link><ri:page ri:content-title="One"/></ac:link></p>', parent_id=p.pk)
    r = create_page(a, space_key="tst", title="Three", storage='<p/>', parent_id=q.pk)
    p2 = edit_page(a, page_id=p.pk, version=1, title="One Renamed", storage="<p>y</p>")
    assert Content.objects.get(pk=q.pk).storage == '<p><ac:link><ri:page ri:content-title="One Renamed"/></ac:link></p>'
    assert p2.version == 2
    assert [v.version for v in versions_of(a, p2)] == [1]
    assert page_by_former_title(a, sp, "one").pk == p.pk
    with pytest.raises(VersionConflict):
        edit_page(a, page_id=p.pk, version=1, storage="<p>z</p>")
    with pytest.raises(TitleTaken):
        create_page(a, space_key="tst", title="TWO", storage="")
    move_page(a, page_id=q.pk, target_id=sp.home_page_id, position="append")
    assert [x.title for x in ancestors_of(a, Content.objects.get(pk=r.pk))] == ["Test Home", "Two"]
    c = add_comment(a, container_id=p.pk, storage="<p>hi</p>")
    add_comment(a, container_id=p.pk, storage="<p>hi</p>", parent_id=c.pk)
    remove_comment(a, comment_id=c.pk)
    at = add_attachment(a, container_id=p.pk, file_name="a.txt", data=io.BytesIO(b"hello"))
    at = add_attachment(a, container_id=p.pk, file_name="A.txt", data=io.BytesIO(b"hello2"))
    assert at.version == 2
    move_attachment(a, attachment_id=at.pk, container_id=q.pk)
    add_labels(a, content_id=p.pk, labels="x y my:fav")
    assert len(popular_labels(a)) == 2
    related_labels(a, popular_labels(a)[0], sp, 5); recently_used_labels(a, sp, 3); labels_by_detail(a, name="x", space_key="TST")
    set_restriction(a, content_id=q.pk, type=RestrictionType.VIEW, users=[u])
    assert ViewGate.objects.count() == 2
    trash_page(a, page_id=q.pk)
    assert ViewGate.objects.filter(content_id=r.pk).count() == 1
    restore_from_trash(a, space_key="TST", content_id=q.pk)
    trash_page(a, page_id=q.pk)
    empty_trash(a, space_key="TST")
    assert ViewGate.objects.filter(content_id=r.pk).count() == 1
    sp2 = create_space(a, key="OTH", name="Other")
    move_page(a, page_id=p.pk, target_id=sp2.home_page_id, position="append")
    remove_space(a, key="TST"); remove_space(a, key="OTH")
    assert Content.objects.count() == 0
