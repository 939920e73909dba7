"""Whatever pages give to the macros for files, people and the web, nothing of it becomes markup or runs."""

import pytest

from accounts.actor import Actor
from tests.factories.wiki import make_page
from tests.wiki.macros.media import attach, picture_file, shown
from tests.wiki.rendering.html_checks import unsafe_parts
from wiki.macros import library
from wiki.macros.base import Target
from wiki.macros.registry import MACROS
from wiki.macros.safe_html import escape_text
from wiki.models import Content, Space
from wiki.services.labels.label import add_labels
from wiki.services.site.settings import change_site_settings

pytestmark = pytest.mark.django_db

FAMILIES = {"files", "people", "web"}
library.load()
NAMES = sorted(macro.name for macro in MACROS.all() if macro.family in FAMILIES)
VALUES = (
    '"><script>alert(1)</script>',
    "' onerror='alert(1)",
    "javascript:alert(1)",
    'https://evil.example/"onload="alert(1)',
    "https://evil.example/<svg/onload=alert(1)>",
    "data:text/html,<script>alert(1)</script>",
    "1; background: url(javascript:alert(1))",
    "x.png",
    "true",
    "9999999999999",
    "-1",
    "",
    "Here",
    "&#x22;&lt;b&gt;",
)


@pytest.fixture
def page(ann: Actor, space: Space, administrator: Actor) -> Content:
    """A page with a file whose name, comment and label are hostile, on a site that allows everything."""
    page = make_page(ann, "Here")
    attach(ann, page, "x.png", picture_file(), comment='"><script>alert(1)</script>')
    odd = attach(ann, page, "a'onerror=alert(1)'.png", picture_file(), comment="' onclick='x")
    add_labels(ann, content_id=odd.pk, labels="x'y")
    values = {
        "html_macro": True,
        "html_include_macro": True,
        "html_include_hosts": ("evil.example",),
        "rss_macro": True,
        "jira_url": "https://jira.example.org",
        "embedded_frames": "listed",
        "frame_hosts": ("evil.example",),
        "widget_providers": ("evil.example",),
    }
    change_site_settings(administrator, values=values)
    return page


@pytest.mark.parametrize("name", NAMES)
def test_hostile_parameters(ann: Actor, space: Space, page: Content, name: str) -> None:
    macro = MACROS.find(name)
    assert macro is not None
    written = ""
    for parameter in macro.parameters:
        for value in VALUES:
            given = f'<ac:parameter ac:name="{parameter.name}">{escape_text(value)}</ac:parameter>'
            body = "<ac:plain-text-body><![CDATA[<script>alert(1)</script>]]></ac:plain-text-body>"
            written += f'<ac:structured-macro ac:name="{name}">{given}{body}</ac:structured-macro>'
    for target in (Target.PAGE, Target.MAIL):
        assert not unsafe_parts(shown(ann, page, space, written, target))
