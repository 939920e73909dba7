"""No screen of the wiki breaks a rule of WCAG 2.2 A or AA that axe-core can check: light and dark, desk and phone."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from accounts.actor import Actor
from accounts.models import User
from tests.factories.wiki import make_comment, make_page, make_space, member, open_site
from tests.wiki.views.conftest import Scene, make_scene
from tests.wiki.views.test_screens import OPEN_SCREENS, SCREENS
from wiki.models import Content, Space
from wiki.services.comments.inline import add_inline_comment, settle_inline_comment
from wiki.services.pages.archive import archive_page
from wiki.services.reactions.react import react
from wiki.storage_format.comment_markers import Selection

AXE = Path(settings.BASE_DIR) / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
FOUND = """async (only) => {
  // What scripts do when a size has changed is done in the next frame.
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
  await Promise.allSettled(changing.map((each) => each.finished));
  const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"], iframes: false });
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} (${node.failureSummary.replace(/\\s+/g, " ")})`));
}"""
OPEN_ONE = "at => document.querySelectorAll('details.menu').forEach((each, place) => (each.open = place === at))"
Look = tuple[ViewportSize, Literal["light", "dark"]]
LOOKS: tuple[Look, Look] = ((DESK, "light"), (PHONE, "dark"))
"""How each screen is looked at; one that holds all parts is looked at in the two other ways as well."""

OF_PEOPLE = (
    "/users/viewmyprofile.action",
    "/users/editmyprofile.action",
    "/users/changemypassword.action",
    "/users/personaltokens.action",
    "/users/viewuserprofile.action?username=ann",
    "/rpc/",
    "/admin/",
    "/display/DOCS/No+such+page",
    "/display/DOCS/Past",
    "/no/such/address",
)
OF_NOBODY = ("/login.action", "/forgotuserpassword.action", "/spacedirectory/view.action", "/display/DOCS")

EVERYTHING = (
    '<ac:structured-macro ac:name="toc" /><h2>Tables</h2><table><tbody><tr><th>Name</th><th>Sum</th></tr>'
    '<tr><td>One</td><td data-highlight-colour="green">1</td></tr></tbody></table><h2>Code</h2>'
    '<ac:structured-macro ac:name="code">'
    '<ac:parameter ac:name="language">python</ac:parameter><ac:parameter ac:name="title">first.py</ac:parameter>'
    '<ac:plain-text-body><![CDATA[def add(one, other):\n    # sums\n    return f"{one + other}"]]></ac:plain-text-body>'
    "</ac:structured-macro><h3>Boxes</h3>"
    + "".join(
        f'<ac:structured-macro ac:name="{name}"><ac:parameter ac:name="title">{name}</ac:parameter><ac:rich-text-body>'
        '<p>A box with <a href="https://example.org/">a link</a> and <code>code</code>.</p></ac:rich-text-body>'
        "</ac:structured-macro>"
        for name in ("info", "note", "tip", "warning", "panel", "expand")
    )
    + "<p>"
    + "".join(
        f'<ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">{colour}</ac:parameter>'
        f'<ac:parameter ac:name="title">{colour}</ac:parameter></ac:structured-macro> '
        for colour in ("Grey", "Red", "Yellow", "Green", "Blue", "Purple")
    )
    + '<time datetime="2026-03-01" /></p><ac:task-list><ac:task><ac:task-id>1</ac:task-id>'
    "<ac:task-status>incomplete</ac:task-status><ac:task-body>A task</ac:task-body></ac:task></ac:task-list>"
    '<blockquote><p>Quoted</p></blockquote><p><ac:link><ri:page ri:content-title="Nowhere" /></ac:link></p>'
    '<ac:structured-macro ac:name="children" /><ac:structured-macro ac:name="recently-updated" />'
    '<ac:structured-macro ac:name="pagetree" /><ac:structured-macro ac:name="livesearch" />'
    '<ac:structured-macro ac:name="attachments" /><ac:structured-macro ac:name="contributors" />'
)


@pytest.fixture(scope="module")
def axe() -> str:
    """The program that checks a page; `bin/frontend check` installs it."""
    if AXE.exists():
        return AXE.read_text("utf-8")
    reason = "axe-core is not installed (bin/frontend check)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def administrator(transactional_db: None) -> Actor:
    """Somebody who may see every screen."""
    open_site()
    member("ann")
    return member("walker", "confluence-administrators")


@pytest.fixture
def scene(administrator: Actor) -> Scene:
    """A space with something of everything."""
    space: Space = make_space(administrator, "DOCS", for_all_users=True)
    scene = make_scene(administrator, space)
    make_page(administrator, "Everything", space=space.key, below=scene.page, storage=EVERYTHING)
    past = make_page(administrator, "Past", space=space.key)
    archive_page(administrator, page_id=past.pk, note="see the other")
    talk_on(administrator, make_page(administrator, "Talk", space=space.key, storage="<p>One boat, two boats.</p>"))
    return scene


def talk_on(actor: Actor, page: Content) -> None:
    """Comment on a page and on words of it, answer, resolve, and react."""
    said = make_comment(actor, page, "<p>A comment</p>")
    make_comment(actor, page, "<p>An answer</p>", reply_to=said)
    for words in ("One boat", "two boats"):
        on_words = add_inline_comment(actor, container_id=page.pk, selection=Selection(words), storage="<p>Which?</p>")
    settle_inline_comment(actor, comment_id=on_words.pk, resolved=True)
    for content in (page, said):
        react(actor, content_id=content.pk, kind="like", on=True)


def walk(tab: Page, addresses: Iterable[str], looks: Sequence[Look]) -> Iterator[tuple[str, str]]:
    """Look at screens one by one, and tell what is wrong and where."""
    for address in addresses:
        tab.set_viewport_size(DESK)
        tab.emulate_media(color_scheme="light")
        answer = tab.goto(address)
        if answer is None or answer.status >= 500:
            yield "cannot be shown", address
            continue
        if tab.evaluate("!document.doctype || document.contentType !== 'text/html'"):
            continue  # a part of a screen, or an answer for scripts
        for size, scheme in looks:
            tab.set_viewport_size(size)
            tab.emulate_media(color_scheme=scheme)
            for problem in tab.evaluate(FOUND, RULES):
                yield problem, f"{address} {size['width']} {scheme}"


def look_into_menus(tab: Page, address: str) -> Iterator[tuple[str, str]]:
    """Open the menus of a screen one by one, and tell what is wrong there."""
    tab.set_viewport_size(DESK)
    tab.goto(address)
    for _, scheme in LOOKS:
        tab.emulate_media(color_scheme=scheme)
        for place in range(tab.locator("details.menu").count()):
            tab.evaluate(OPEN_ONE, place)
            for problem in tab.evaluate(FOUND, RULES):
                yield problem, f"{address} menu {place + 1} {scheme}"


def look_at_talk(tab: Page) -> Iterator[tuple[str, str]]:
    """Open what talking on a page opens, one after another, and tell what is wrong there."""
    for size, scheme in LOOKS:
        tab.set_viewport_size(size)
        tab.emulate_media(color_scheme=scheme)
        tab.goto("/display/DOCS/Talk")
        tab.locator(".inline-comment-marker").first.click()
        tab.get_by_role("dialog", name="Comments on the text").wait_for()
        yield from problems_of(tab, f"comment on words {size['width']} {scheme}")
        tab.keyboard.press("Escape")
        tab.get_by_label("Add a comment").focus()
        tab.locator("#comments .comment-editor").wait_for()
        tab.locator("#comments a[data-reply]").first.click()
        tab.locator("li.comment > form .comment-editor").wait_for()
        yield from problems_of(tab, f"comment and reply {size['width']} {scheme}")
        tab.locator(".reaction-choice summary").first.click()
        yield from problems_of(tab, f"reactions {size['width']} {scheme}")
        tab.locator("a[data-key=s]").click()
        tab.locator("dialog .share").wait_for()
        yield from problems_of(tab, f"share {size['width']} {scheme}")


def look_at_dialogs(tab: Page) -> Iterator[tuple[str, str]]:
    """Open the dialogs of a page, one after another, and tell what is wrong there."""
    for size, scheme in LOOKS:
        tab.set_viewport_size(size)
        tab.emulate_media(color_scheme=scheme)
        tab.goto("/display/DOCS/Talk")
        tab.keyboard.press("v")
        tab.locator("dialog .tree-ghost").wait_for()
        yield from problems_of(tab, f"moving {size['width']} {scheme}")
        tab.keyboard.press("Escape")
        tab.locator("dialog").wait_for(state="detached")
        tab.keyboard.press("r")
        tab.locator("dialog #viewUsers").fill("ann")
        tab.locator("dialog [role=option]").first.wait_for()
        tab.keyboard.press("ArrowDown")
        yield from problems_of(tab, f"restrictions {size['width']} {scheme}")
        tab.keyboard.press("Enter")
        tab.locator("dialog .name-chip").wait_for()
        yield from problems_of(tab, f"a chosen name {size['width']} {scheme}")
        tab.keyboard.press("Escape")


def problems_of(tab: Page, place: str) -> Iterator[tuple[str, str]]:
    """Tell what is wrong with a screen as it stands."""
    for problem in tab.evaluate(FOUND, RULES):
        yield problem, place


def one_of_each_view(addresses: Iterable[str]) -> list[str]:
    """Leave out what is shown by the same view as an address before; /display/ shows many things."""
    chosen: dict[object, str] = {}
    for address in addresses:
        view = resolve(address.partition("?")[0]).func
        chosen.setdefault(address if address.startswith("/display/") else view, address)
    return list(chosen.values())


def test_no_screen_breaks_a_rule(
    chromium: Browser, live_server: LiveServer, axe: str, scene: Scene, administrator: Actor
) -> None:
    shown = [address for address, (found, *_) in {**SCREENS, **OPEN_SCREENS}.items() if found == 200]
    addresses = one_of_each_view(scene.fill(address) for address in shown if "/download" not in address)
    context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce")
    context.add_init_script(axe)
    tab = context.new_page()
    wrong = [*walk(tab, OF_NOBODY, LOOKS)]
    client = Client()
    assert isinstance(administrator.user, User)
    client.force_login(administrator.user, backend="accounts.backends.UsernameBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    wrong += walk(tab, ["/display/DOCS/Everything"], [*LOOKS, (DESK, "dark"), (PHONE, "light")])
    wrong += walk(tab, [*addresses, *OF_PEOPLE], LOOKS)
    wrong += look_into_menus(tab, "/display/DOCS/Everything")
    wrong += look_at_talk(tab)
    wrong += look_at_dialogs(tab)
    context.close()
    found: dict[str, list[str]] = {}
    for problem, place in wrong:
        found.setdefault(problem, []).append(place)
    assert found == {}
