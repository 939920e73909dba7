"""Each screen and each form, as the owner of the space, a member, a stranger and nobody see them."""

import pytest
from django.test import Client
from django.urls import resolve

from accounts.actor import Actor
from tests.factories.wiki import make_space
from tests.wiki.views.conftest import Browser, Scene, make_scene
from wiki.urls import urlpatterns

LOGIN = "login"
"""Sent to the log-in page."""

# For each address: what an administrator of the site, the owner of the space and a member get. Where the space is
# closed to a member, all that is about it is missing (404), and who is not logged in is always asked to log in.
SCREENS: dict[str, tuple[int, int, int]] = {
    "/display/{key}": (200, 200, 200),
    "/display/{key}/First+page": (200, 200, 200),
    "/display/{key}/first%20PAGE": (200, 200, 200),
    "/display/{key}/No+such+page": (404, 404, 404),
    "/display/{key}/{day}/News": (200, 200, 200),
    "/display/{key}/{day}": (200, 200, 200),
    "/spaces/viewspace.action?key={key}": (302, 302, 302),
    "/spaces/viewspacesummary.action?key={key}": (200, 200, 200),
    "/spaces/{key}/overview": (302, 302, 302),
    "/spaces/{key}/pages/{page}/Whatever": (302, 302, 302),
    "/spaces/{key}/blog/{day}/{post}/Whatever": (302, 302, 302),
    "/spaces/editspace.action?key={key}": (200, 200, 403),
    "/spaces/lookandfeel.action?key={key}": (200, 200, 403),
    "/spaces/spacepermissions.action?key={key}": (200, 200, 403),
    "/pages/viewtrash.action?key={key}": (200, 200, 403),
    "/pages/listarchivedpages.action?key={key}": (200, 200, 200),
    "/pages/recentlyupdated.action?key={key}": (200, 200, 200),
    "/spaces/{key}/feed": (200, 200, 200),
    "/pages/listpages.action?key={key}": (200, 200, 200),
    "/spaces/listattachmentsforspace.action?key={key}": (200, 200, 200),
    "/spaces/listattachmentsforspace.action?key={key}&fileExtension=png&label=x": (200, 200, 200),
    "/spaces/exportspace.action?key={key}": (200, 200, 403),
    "/pages/exportpage.action?pageId={page}": (200, 200, 200),
    "/pages/listorphanedpages.action?key={key}": (200, 200, 200),
    "/pages/listundefinedpages.action?key={key}": (200, 200, 200),
    "/pages/listundefinedpages.action?key={key}&type=attachment": (200, 200, 200),
    "/pages/listundefinedpages.action?key={key}&type=blogpost": (200, 200, 200),
    "/blog/view.action?key={key}": (200, 200, 200),
    "/pages/viewpage.action?pageId={page}": (302, 302, 302),
    "/pages/viewpage.action?pageId={page}&noRedirect=true": (200, 200, 200),
    "/pages/viewpage.action?pageId={old}": (200, 200, 200),
    "/pages/viewpage.action?pageId={comment}": (302, 302, 302),
    "/pages/viewpage.action?spaceKey={key}&title=First+page": (200, 200, 200),
    "/pages/tinyurl.action?urlIdentifier=AQ": (404, 404, 404),
    "/x/AQ": (404, 404, 404),
    "/pages/releaseview.action?pageId={page}": (200, 200, 200),
    "/plugins/viewstorage/viewpagestorage.action?pageId={page}": (200, 200, 200),
    "/pages/children.action?pageId={page}": (200, 200, 200),
    "/plugins/pagetree/naturalchildren.action?pageId={page}": (200, 200, 200),
    "/plugins/html/frame.action?contentId={page}&html=0": (403, 403, 403),
    "/plugins/pagetree/macrochildren.action?pageId={page}&sort=title&reverse=true": (200, 200, 200),
    "/pages/viewinfo.action?pageId={page}": (200, 200, 200),
    "/pages/viewpreviousversions.action?pageId={page}": (200, 200, 200),
    "/pages/diffpagesbyversion.action?pageId={page}&selectedPageVersions=1&selectedPageVersions=2": (200, 200, 200),
    "/pages/diffpages.action?originalId={old}&pageId={page}": (200, 200, 200),
    "/pages/createpage.action?spaceKey={key}&fromPageId={page}": (200, 200, 200),
    "/pages/createblogpost.action?spaceKey={key}": (200, 200, 200),
    "/pages/createpage-choosetemplate.action?spaceKey={key}": (200, 200, 200),
    "/pages/createpage-entervariables.action?spaceKey={key}&templateId=1": (404, 404, 404),
    "/pages/templates2/listpagetemplates.action?key={key}": (200, 200, 403),
    "/pages/templates2/createpagetemplate.action?key={key}": (200, 200, 403),
    "/pages/editpage.action?pageId={page}": (200, 200, 200),
    "/pages/editpage.action?pageId={post}": (200, 200, 200),
    "/wiki/editor/attachments?pageId={page}": (200, 200, 200),
    "/wiki/editor/pages?query=page&spaceKey={key}": (200, 200, 200),
    "/pages/copypage.action?idOfPageToCopy={page}": (200, 200, 200),
    "/pages/movepage.action?pageId={page}": (200, 200, 200),
    "/pages/removepage.action?pageId={page}": (200, 200, 200),
    "/pages/archivepage.action?pageId={page}": (200, 200, 200),
    "/pages/pagepermissions.action?pageId={page}": (200, 200, 200),
    "/pages/whocansee.action?pageId={page}": (200, 200, 200),
    "/pages/share.action?pageId={page}": (200, 200, 200),
    "/pages/addcomment.action?pageId={page}": (200, 200, 200),
    "/pages/addcomment.action?pageId={page}&parentId={comment}": (200, 200, 200),
    "/pages/editcomment.action?commentId={comment}": (200, 200, 403),
    "/pages/viewpageattachments.action?pageId={page}&attachmentId={file}": (200, 200, 200),
    "/pages/editattachment.action?attachmentId={file}": (200, 200, 200),
    "/pages/downloadallattachments.action?pageId={page}": (200, 200, 200),
    "/download/attachments/{page}/{name}": (200, 200, 200),
    "/download/attachments/embedded-page/{key}/First+page/{name}": (200, 200, 200),
    "/download/thumbnails/{page}/{name}": (200, 200, 200),
    "/label/{key}/blue": (200, 200, 200),
    "/labels/listlabels-heatmap.action?key={key}": (200, 200, 200),
    "/labels/viewlabel.action?ids={label}&key={key}": (200, 200, 200),
}

# Screens that are not about one space: an administrator, the owner, a member, and who is not logged in.
OPEN_SCREENS: dict[str, tuple[int, int, int, int | str]] = {
    "/": (200, 200, 200, LOGIN),
    "/dosearchsite.action?queryString=page": (200, 200, 200, 200),
    "/shortcuts.action": (200, 200, 200, 200),
    "/browsepeople.action": (200, 200, 200, LOGIN),
    "/wiki/viewed?ids={page}": (200, 200, 200, 200),
    "/search/suggestions?query=page": (200, 200, 200, 200),
    "/jobs": (200, 200, 200, LOGIN),
    "/jobs/00000000-0000-0000-0000-000000000000": (404, 404, 404, LOGIN),
    "/macros/": (200, 200, 200, LOGIN),
    "/macros/toc": (200, 200, 200, LOGIN),
    "/macros/mermaid-frame": (200, 200, 200, 200),
    "/plugins/livesearch/results.action?queryString=page&where=TST": (200, 200, 200, 200),
    "/spacedirectory/view.action": (200, 200, 200, 200),
    "/spaces/createspace.action": (200, 200, 200, LOGIN),
    "/spaces/createpersonalspace.action": (200, 200, 200, LOGIN),
    "/pages/createpage.action": (200, 200, 200, 200),
    "/users/viewmydrafts.action": (200, 200, 200, LOGIN),
    "/wiki/editor/people?query=a": (200, 200, 200, LOGIN),
    "/wiki/editor/macros": (200, 200, 200, LOGIN),
    "/wiki/editor/draft-files/{draft}/dot.png": (404, 404, 404, LOGIN),
    "/pages/resumedraft.action?draftId={draft}": (404, 302, 404, LOGIN),
    "/label/blue": (200, 200, 200, 200),
    "/pages/templates2/listpagetemplates.action": (200, 403, 403, LOGIN),
    "/pages/templates2/editpagetemplate.action?entityId=1": (404, 404, 404, LOGIN),
    "/users/editmyemailsettings.action": (200, 200, 200, LOGIN),
    "/users/viewnotifications.action": (200, 200, 200, LOGIN),
    "/createrssfeed.action?types=page": (200, 200, 200, 200),
    "/users/notifications": (200, 200, 200, LOGIN),
    "/users/stopwatching.action?watch=forged": (410, 410, 410, 410),
    "/admin/viewgeneralconfig.action": (200, 403, 403, LOGIN),
    "/admin/backup.action": (200, 403, 403, LOGIN),
    "/admin/maintenance": (200, 403, 403, LOGIN),
    "/admin/mail": (200, 403, 403, LOGIN),
    "/admin/index": (200, 403, 403, LOGIN),
    "/admin/audit": (200, 403, 403, LOGIN),
    "/admin/jobs": (200, 403, 403, LOGIN),
    "/admin/invitations": (200, 403, 403, LOGIN),
    "/admin/setup": (200, 403, 403, LOGIN),
    "/admin/readas": (200, 403, 403, LOGIN),
    "/wiki/colours/802020.css": (200, 200, 200, 200),
    f"/wiki/logos/{'0' * 64}.png": (404, 404, 404, 404),
    "/admin/lookandfeel.action": (200, 403, 403, LOGIN),
    "/wiki/names?kind=groups&query=a": (200, 200, 200, LOGIN),
    "/admin/import": (200, 403, 403, LOGIN),
    "/admin/import/00000000-0000-0000-0000-000000000000": (404, 403, 403, LOGIN),
    "/download/export/00000000-0000-0000-0000-000000000000/x": (404, 404, 404, LOGIN),
}

# Changes: the form's fields, and what the owner and a member get. 302 back with a message is a refusal in words.
CHANGES: dict[str, tuple[dict[str, str], int, int]] = {
    "/spaces/archivespace.action": ({"key": "{key}", "status": "archived"}, 302, 403),
    "/spaces/removespace.action": ({"key": "{key}", "confirmation": "wrong"}, 400, 403),
    "/spaces/copyspacepermissions.action": ({"key": "{key}", "from": "{key}"}, 400, 403),
    "/spaces/editspacelabels.action": ({"key": "{key}", "category": "team"}, 302, 403),
    "/pages/restorefromtrash.action": ({"key": "{key}", "contentId": "{trashed}"}, 302, 403),
    "/pages/purgetrashitem.action": ({"key": "{key}", "contentId": "{trashed}"}, 302, 403),
    "/pages/emptytrash.action": ({"key": "{key}"}, 302, 403),
    "/pages/bringbackpage.action": ({"pageId": "{page}"}, 400, 400),
    "/pages/revertpagebacktoversion.action": ({"pageId": "{page}", "version": "1"}, 302, 302),
    "/pages/removehistoricalversion.action": ({"pageId": "{page}", "version": "1"}, 302, 403),
    "/wiki/tree/place": ({"pageId": "{child}", "targetId": "{page}", "position": "append"}, 200, 200),
    "/pages/preview.action": ({"spaceKey": "{key}", "storage": "<p>x</p>"}, 200, 200),
    "/pages/savedraft.action": ({"pageId": "{page}", "storage": "<p>x</p>"}, 200, 200),
    "/wiki/editor/presence": ({"pageId": "{page}"}, 200, 200),
    "/wiki/editor/macro-preview": ({"spaceKey": "{key}", "storage": "<p>x</p>"}, 200, 200),
    "/wiki/editor/draft-files": ({"draftId": "{draft}"}, 400, 404),
    "/pages/discarddraft.action": ({"draftId": "{draft}"}, 302, 404),
    "/pages/templates2/removepagetemplate.action": ({"entityId": "1"}, 404, 404),
    "/pages/addinlinecomment.action": ({"pageId": "{page}", "words": "new", "count": "1", "content": "Hm"}, 302, 302),
    "/pages/settleinlinecomment.action": ({"commentId": "{comment}", "resolved": "1"}, 400, 400),
    "/pages/react.action": ({"contentId": "{page}", "kind": "like", "on": "1"}, 302, 302),
    "/users/notifications/1": ({}, 404, 404),
    "/pages/removecomment.action": ({"commentId": "{comment}"}, 302, 302),
    "/pages/doattachfile.action": ({"pageId": "{page}"}, 302, 302),
    "/pages/removeattachmentversion.action": ({"attachmentId": "{file}", "version": "1"}, 302, 302),
    "/pages/removeattachment.action": ({"attachmentId": "{file}"}, 302, 302),
    "/jobs/00000000-0000-0000-0000-000000000000/cancel": ({}, 404, 404),
    "/rest/inlinetasks/1/task/{page}/1/": ({"status": "CHECKED"}, 404, 404),
    "/labels/addlabel.action": ({"pageId": "{page}", "labels": "red"}, 302, 302),
    "/labels/removelabel.action": ({"pageId": "{page}", "label": "blue"}, 302, 302),
    "/pages/watch.action": ({"pageId": "{page}", "on": "1"}, 302, 302),
    "/pages/favourite.action": ({"pageId": "{page}", "on": "1"}, 302, 302),
    "/spaces/watch.action": ({"key": "{key}", "on": "1"}, 302, 302),
    "/spaces/favourite.action": ({"key": "{key}", "on": "1"}, 302, 302),
}


def status(client: Client, address: str) -> int | str:
    """Give what an address answers: its status, or LOGIN."""
    return _told(client.get(address))


def sent(client: Client, address: str, fields: dict[str, str]) -> int | str:
    """Give what a form answers."""
    return _told(client.post(address, fields))


def _told(response: object) -> int | str:
    if response.status_code == 302 and "/login.action" in response["Location"]:
        return LOGIN
    return response.status_code


def test_the_tables_name_every_view():
    named = {
        resolve(address.partition("?")[0].format_map(_Anything())).func
        for address in [*SCREENS, *OPEN_SCREENS, *CHANGES]
    }
    missing = {f"{pattern.pattern}" for pattern in urlpatterns if pattern.callback not in named}
    assert missing == TESTED_ELSEWHERE


TESTED_ELSEWHERE = {
    "admin/invitations/takeback",
    "admin/readas/end",
    "users/notifications/all",
    "labels/watch.action",
    "users/follow.action",
    r"^wiki/texts/(?P<language>[a-z]{2,3}(?:-[a-z0-9]{2,8})?)-(?P<digest>[0-9a-f]{12})\.js$",
    "pages/insertmarkup.action",
    "pages/templates2/offerblueprint.action",
    "wiki/convert",
    "wiki/editor/resolve",
}
"""Views that are about nothing in a space; test_insert_markup, test_blueprints, test_editor_answers,
test_notifications, test_page_audience, test_watched_labels_and_people, test_languages and test_administration test
them."""


class _Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return {"key": "TST", "day": "2026/02/03", "name": "dot.png"}.get(key, "1")


def test_screens_of_a_space(scene: Scene, browser: Browser, administrator: Actor, ann: Actor, bob: Actor):
    clients = [browser(actor) for actor in (administrator, ann, bob)]
    for address, expected in SCREENS.items():
        asked = scene.fill(address)
        assert tuple(status(client, asked) for client in clients) == expected, address


def test_who_may_not_see_the_space_gets_what_is_missing(
    scene: Scene, browser: Browser, ann: Actor, bob: Actor, stranger: Actor, anonymous: Actor
):
    closed = make_scene(ann, make_space(ann, "PRV"))
    missing = Scene(**{**vars(closed), "page": closed.trashed, "file": closed.trashed, "comment": closed.trashed})
    for address in SCREENS:
        asked = closed.fill(address)
        assert status(browser(bob), asked) == 404, address
        assert status(browser(stranger), asked) == 404, address
        assert status(browser(anonymous), asked) == LOGIN, address
        assert status(browser(anonymous), missing.fill(address)) == LOGIN, address


def test_open_screens(scene: Scene, browser: Browser, administrator: Actor, ann: Actor, bob: Actor, anonymous: Actor):
    clients = [browser(actor) for actor in (administrator, ann, bob, anonymous)]
    for address, expected in OPEN_SCREENS.items():
        assert tuple(status(client, scene.fill(address)) for client in clients) == expected, address


def test_open_screens_show_a_stranger_nothing(scene: Scene, browser: Browser, stranger: Actor, anonymous: Actor):
    for actor in (stranger, anonymous):
        for address in ("/dosearchsite.action?queryString=page", "/spacedirectory/view.action?show=all", "/label/blue"):
            assert "First page" not in browser(actor).get(address).content.decode(), address
            assert "Space TST" not in browser(actor).get(address).content.decode(), address


@pytest.mark.parametrize("address", CHANGES)
def test_changes(scene: Scene, browser: Browser, ann: Actor, bob: Actor, anonymous: Actor, address: str):
    fields, as_owner, as_member = CHANGES[address]
    given = {name: scene.fill(value) for name, value in fields.items()}
    address = scene.fill(address)
    assert browser(ann).get(address).status_code == 405
    assert sent(browser(anonymous), address, given) == LOGIN
    assert sent(browser(bob), address, given) == as_member or as_member == 302
    assert sent(browser(ann), address, given) in {as_owner, 404 if as_member == 302 else as_owner}


@pytest.mark.parametrize("address", CHANGES)
def test_changes_where_one_may_see_nothing(scene: Scene, browser: Browser, ann: Actor, bob: Actor, address: str):
    closed = make_scene(ann, make_space(ann, "PRV"))
    given = {name: closed.fill(value) for name, value in CHANGES[address][0].items()}
    assert sent(browser(bob), closed.fill(address), given) in {404, 409}


@pytest.mark.parametrize("address", [*CHANGES, "/pages/editpage.action", "/pages/movepage.action"])
def test_no_change_without_the_token_of_the_form(scene: Scene, browser: Browser, ann: Actor, address: str):
    fields = CHANGES.get(address, ({"pageId": "{page}"}, 0, 0))[0]
    given = {name: scene.fill(value) for name, value in fields.items()}
    assert browser(ann, enforce_csrf_checks=True).post(scene.fill(address), given).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/pages/viewpage.action?pageId=99999999999999999999999",
        "/pages/viewpage.action?pageId=-1",
        "/pages/viewpage.action?pageId=x",
        "/pages/viewpage.action?pageId=%00",
        "/pages/viewpage.action",
        "/pages/diffpagesbyversion.action?pageId={page}",
        "/pages/diffpagesbyversion.action?pageId={page}&selectedPageVersions=99999999999&selectedPageVersions=a",
        "/display/TST/%00",
        "/display/TST/9999/99/99",
        "/display/TST/0000",
        "/label/%00",
        "/x/!!",
        "/x/-----------",
        "/pages/listpages.action?key={key}&page=99999999999999999999",
        "/labels/viewlabel.action?ids=9999999999999999999",
        "/download/attachments/9223372036854775808/x",
        "/download/attachments/{page}/dot.png?version=99999999999999999999",
        "/spacedirectory/view.action?show=nothing&category=%00",
        "/spaces/{key}/pages/9999999999999999999/x",
    ],
)
def test_no_address_breaks_the_wiki(scene: Scene, browser: Browser, ann: Actor, address: str):
    assert browser(ann).get(scene.fill(address)).status_code in {200, 400, 404}
