import time, pytest
from tests.factories.wiki import *
from accounts.actor import Actor
from wiki.models import *
from wiki.services.pages.move import move_page, move_page_to_top_level
from wiki.services.pages.remove import trash_page, restore_from_trash, empty_trash
from wiki.services.spaces.remove import remove_space
from wiki.services.restrictions.set import set_restriction
from django.utils import timezone

def tick(label, f):
    t=time.time(); r=f(); print(f"BENCH {label}: {time.time()-t:.2f}s", flush=True); return r

@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_bench():
    open_site(); ann = member("ann"); sp = make_space(ann); make_space(ann,"OTH")
    top = make_page(ann, "Top")
    mid = [make_page(ann, f"Mid {i}", below=top) for i in range(50)]
    ids = allot_ids(10000)
    rows, bodies, links = [], [], []
    n=0
    direct = make_page(ann,"Direct")
    for i in range(5000):
        parent = mid[i % 50]
        pid = ids[i]
        rows.append(Content(id=pid, kind="page", space=sp, title=f"P{i}", title_folded=f"p{i}", host_id=pid, parent=parent, path=parent.subtree_path, creator=ann.user))
        bodies.append(Body(content_id=pid, storage=f'<p>x</p><ac:link><ri:page ri:content-title="P{i+1}"/></ac:link>'))
        links.append(Link(source_id=pid, kind="page", space_key_folded="tst", title_folded=f"p{i+1}"))
    for i in range(5000,10000):
        pid=ids[i]
        rows.append(Content(id=pid, kind="page", space=sp, title=f"P{i}", title_folded=f"p{i}", host_id=pid, parent=direct, path=direct.subtree_path, creator=ann.user))
        bodies.append(Body(content_id=pid, storage="<p/>"))
    Content.objects.bulk_create(rows, batch_size=1000); Body.objects.bulk_create(bodies, batch_size=1000); Link.objects.bulk_create(links, batch_size=1000)
    other = make_page(ann, "Other")
    tick("move 5000 within", lambda: move_page(ann, page_id=top.pk, target_id=other.pk, position="append"))
    tick("restrict 5000", lambda: set_restriction(ann, content_id=top.pk, type="View", users=[ann.user]))
    tick("move restricted 5000 top", lambda: move_page_to_top_level(ann, page_id=top.pk))
    tick("trash restricted top (50 children, 5000 below)", lambda: trash_page(ann, page_id=top.pk))
    tick("restore", lambda: restore_from_trash(ann, space_key="TST", content_id=top.pk))
    tick("move first child beside (50)", lambda: move_page(ann, page_id=mid[3].pk, target_id=mid[0].pk, position="above"))
    for m in mid: move_page(ann, page_id=m.pk, target_id=top.pk, position="append")
    tick("reorder among 5000", lambda: move_page(ann, page_id=ids[5003], target_id=ids[5001], position="above"))
    set_restriction(ann, content_id=direct.pk, type="View", users=[ann.user])
    tick("trash restricted 5000 direct", lambda: trash_page(ann, page_id=direct.pk))
    import wiki.tasks as tasks
    real = tasks.follow_pages.delay
    calls=[]
    tasks.follow_pages.delay = lambda *a: calls.append(a)
    tick("move 5000 to other space (links later)", lambda: move_page_to_top_level(ann, page_id=top.pk, space_key="OTH"))
    tasks.follow_pages.delay = real
    def links_now():
        for a in calls: real(*a)
    tick("links of that", links_now)
    tick("remove space 5000", lambda: remove_space(ann, key="OTH"))
    tick("remove space 5000", lambda: remove_space(ann, key="TST"))
    assert not Content.objects.exists()
