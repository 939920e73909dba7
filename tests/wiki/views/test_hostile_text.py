"""Whatever people write, it is text on every screen and never markup."""

import io
import re

import pytest

from accounts.actor import Actor
from tests.wiki.views.conftest import Browser, Scene
from wiki.models import Content
from wiki.services.attachments.store import add_attachment
from wiki.services.comments.store import add_comment
from wiki.services.labels.label import add_labels
from wiki.services.pages.store import create_page, edit_page
from wiki.services.spaces.edit import edit_space

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}"
LABEL = "\"><script>alert<'{{7+7}}"


@pytest.fixture
def hostile(scene: Scene, ann: Actor) -> Content:
    """A page whose title, labels, files, comments, versions and space are all hostile."""
    page = create_page(ann, space_key="TST", title=HOSTILE, storage="<p>x</p>", parent_id=scene.page.pk)
    edit_page(ann, page_id=page.pk, version=1, storage="<p>y</p>", version_comment=HOSTILE)
    add_labels(ann, content_id=page.pk, labels=LABEL)
    add_attachment(
        ann, container_id=page.pk, file_name=HOSTILE.replace("/", ""), data=io.BytesIO(b"x"), comment=HOSTILE
    )
    add_comment(ann, container_id=page.pk, storage="<p><![CDATA[<script>alert(1)</script>]]></p>")
    create_page(ann, space_key="TST", title=f"Child {HOSTILE}", storage="<p/>", parent_id=page.pk)
    edit_space(ann, key="TST", name=HOSTILE, description=HOSTILE)
    return page


SCREENS = (
    "/",
    "/pages/viewpage.action?pageId={0}",
    "/pages/viewinfo.action?pageId={0}",
    "/pages/viewpreviousversions.action?pageId={0}",
    "/pages/diffpagesbyversion.action?pageId={0}&selectedPageVersions=1&selectedPageVersions=2",
    "/pages/diffpagesbyversion.action?pageId={0}&selectedPageVersions=1&view=source",
    "/pages/editpage.action?pageId={0}",
    "/pages/movepage.action?pageId={0}",
    "/pages/copypage.action?pageId={0}",
    "/pages/removepage.action?pageId={0}",
    "/pages/pagepermissions.action?pageId={0}",
    "/pages/viewpageattachments.action?pageId={0}&highlight=%22%3E%3Cscript%3E",
    "/pages/releaseview.action?pageId={0}",
    "/pages/children.action?pageId={0}",
    "/plugins/pagetree/naturalchildren.action?pageId={0}",
    "/pages/recentlyupdated.action?key=TST",
    "/pages/listpages.action?key=TST",
    "/pages/listundefinedpages.action?key=TST",
    "/spaces/editspace.action?key=TST",
    "/spaces/spacepermissions.action?key=TST",
    "/spaces/viewspacesummary.action?key=TST",
    "/spacedirectory/view.action",
    "/labels/listlabels-heatmap.action",
    "/labels/listlabels-heatmap.action?key=TST",
    "/label/%22%3E%3Cscript%3Ealert%3C'%7B%7B7+7%7D%7D",
    "/dosearchsite.action?queryString=%22%3E%3Cscript%3E",
    "/plugins/livesearch/results.action?queryString=%22%3E%3Cscript%3E&where=%22%3E%3Cscript%3E",
    "/display/TST/%22%3E%3Cscript%3Ealert(2)%3C",
    "/pages/createpage.action?spaceKey=TST&title=%22%3E%3Cscript%3Ealert(1)",
    "/pages/addcomment.action?pageId={0}",
)


@pytest.mark.parametrize("address", SCREENS)
def test_nothing_becomes_markup(hostile: Content, browser: Browser, ann: Actor, address: str):
    response = browser(ann).get(address.format(hostile.pk))
    shown = response.content.decode()
    assert response.status_code in {200, 404}
    assert "<script>" not in shown
    assert "<img src=x" not in shown
    assert "alert(1)>'49" not in shown and "'14" not in shown


@pytest.mark.parametrize("address", [screen for screen in SCREENS if "naturalchildren" not in screen])
def test_no_inline_script_and_no_handler(hostile: Content, browser: Browser, ann: Actor, address: str):
    response = browser(ann).get(address.format(hostile.pk))
    shown = response.content.decode()
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", shown, re.DOTALL)
    assert [text for tag, text in scripts if ' src="/static/' not in tag and "json" not in tag] == []
    assert [text for tag, text in scripts if ' src="/static/' in tag and text] == []
    assert [text for tag, text in scripts if "<" in text] == []
    assert not [part for part in (" onclick=", "javascript:", "<style") if part in shown]
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_refusals_quote_people_safely(scene: Scene, browser: Browser, ann: Actor):
    client = browser(ann)
    sent = {"pageId": f"{scene.page.pk}", "labels": "<script>alert(1)"}
    page = "http://testserver/display/TST/First+page"
    assert client.post("/labels/addlabel.action", sent, headers={"referer": page}).status_code == 302
    assert "<script>alert" not in client.get(page).content.decode()


def test_nobody_is_sent_to_another_site(scene: Scene, browser: Browser, ann: Actor):
    sent = {"pageId": f"{scene.page.pk}", "labels": "a:b"}
    response = browser(ann).post("/labels/addlabel.action", sent, headers={"referer": "https://evil.example/"})
    assert response.status_code == 400
