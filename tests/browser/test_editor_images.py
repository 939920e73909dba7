"""Images and files in the rich editor: dropped, pasted, chosen, drawn larger, described and linked."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from tests.browser.conftest import settle
from tests.browser.test_editor import DESK, open_editor
from wiki.models import Content, ContentKind, Space

_PASTE_PICTURE = """async () => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 40;
  const blob = await new Promise((made) => canvas.toBlob(made, "image/png"));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([blob], "image.png", { type: "image/png" }));
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(".ProseMirror").dispatchEvent(event);
}"""


def _drop(page: Page, selector: str, *files: Path) -> None:
    """Drop files of the machine, as its desktop would."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    desktop = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(each) for each in files], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        x, y = box["x"] + min(40, box["width"] / 2), box["y"] + box["height"] / 2
        desktop.send("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": data})


@DESK
def test_files_are_dropped_pasted_and_chosen_and_an_image_is_given_its_look(
    page: Page, space: Space, owner: Actor, tmp_path: Path
):
    for name in ("wide.png", "small.png"):
        Image.new("RGB", (300, 200) if name == "wide.png" else (30, 30), "teal").save(tmp_path / name)
    (tmp_path / "plan.txt").write_text("plan")
    content = open_editor(page, owner, "<p>first</p><p>end</p>")
    text = page.locator(".rich-text")
    _drop(page, ".rich-text > p:last-child", tmp_path / "wide.png", tmp_path / "plan.txt")
    expect(text.locator("a.link-attachment")).to_have_text("plan.txt")
    wide = text.locator(".image-piece img")
    expect(wide).to_have_js_property("naturalWidth", 300)
    # Beside the text, where a browser would open it: it comes to the cursor.
    text.locator("p").first.click()
    page.keyboard.press("End")
    settle(page)
    _drop(page, ".breadcrumbs", tmp_path / "small.png")
    expect(text.locator("p").first.locator(".image-piece img")).to_have_js_property("naturalWidth", 30)
    page.keyboard.press("End")
    settle(page)
    page.evaluate(_PASTE_PICTURE)
    expect(text.locator("p").first.locator(".image-piece img")).to_have_count(2)

    image = text.locator("p").last.locator(".image-piece img")
    image.click()
    handle = page.locator(".image-handle")
    handle.hover()
    box = handle.bounding_box()
    assert box is not None
    page.mouse.down()
    page.mouse.move(box["x"] - 93, box["y"] + 7, steps=5)
    page.mouse.up()
    expect(image).to_have_attribute("width", "200")
    page.get_by_role("slider", name="Width of the image in pixels").press("ArrowRight")
    expect(image).to_have_attribute("width", "210")
    tools = page.locator(".place-bar")
    tools.get_by_role("button", name="In the middle").click()
    tools.get_by_role("button", name="Border").click()
    tools.get_by_role("button", name="Link", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Web address").click()
    dialog.get_by_label("Web address", exact=True).fill("https://example.org/")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    tools.get_by_role("button", name="Words, line below, link").click()
    dialog.get_by_label("Words for those who don't see it").fill("A plain field")
    dialog.get_by_label("Line below the image").fill("Teal")
    page.keyboard.press("Enter")
    expect(text.locator(".image-caption")).to_have_text("Teal")
    page.click("button:text-is('Save')")
    page.wait_for_url("**/display/**")
    content.refresh_from_db()
    assert (
        '<a href="https://example.org/"><ac:image ac:align="center" ac:border="true" ac:alt="A plain field" '
        'ac:width="210"><ri:attachment ri:filename="wide.png" /><ac:caption><p>Teal</p></ac:caption></ac:image></a>'
    ) in content.storage
    files = Content.objects.filter(kind=ContentKind.ATTACHMENT, container=content)
    assert {each.title.partition("-")[0] for each in files} == {"wide.png", "small.png", "plan.txt", "image"}
    shown = page.locator("#main-content figure")
    expect(shown.locator("img[alt='A plain field']")).to_have_attribute("width", "210")
    expect(shown.locator("figcaption")).to_have_text("Teal")
