"""The policy of a page names the other hosts whose images it shows, and no others."""

from accounts.actor import Actor
from tests.factories.wiki import make_page
from tests.wiki.views.conftest import Browser
from wiki.models import Space
from wiki.services.site.settings import change_site_settings

IMAGE = '<p><ac:image><ri:url ri:value="https://images.example.org/x.png" /></ac:image></p>'


def test_the_setting_decides(space: Space, ann: Actor, administrator: Actor, browser: Browser):
    make_page(ann, "Pictures", storage=IMAGE)
    make_page(ann, "Words")
    client = browser(ann)

    def policy(address: str = "/display/TST/Pictures") -> str:
        parts = client.get(address)["Content-Security-Policy"].split("; ")
        return next(part for part in parts if part.startswith("img-src"))

    assert policy() == "img-src 'self' data: https://images.example.org"
    assert policy("/display/TST/Words") == "img-src 'self' data:"
    change_site_settings(administrator, values={"external_images": "off"})
    assert policy() == "img-src 'self' data:"
    change_site_settings(administrator, values={"external_images": "listed"})
    assert policy() == "img-src 'self' data:"
    change_site_settings(administrator, values={"external_image_hosts": "images.example.org"})
    assert policy() == "img-src 'self' data: https://images.example.org"
    assert 'src="https://images.example.org/x.png"' in client.get("/display/TST/Pictures").content.decode()
