"""What settings are declared, what values they take, and how they are read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wiki.macros import library
from wiki.macros.registry import MACROS
from wiki.models import SiteSetting
from wiki.site_settings.checks import BadSettingValue, shortcut_parts
from wiki.site_settings.declarations import SETTINGS, settings_by_group
from wiki.site_settings.kinds import MOST_LINES, Setting, SettingKind
from wiki.site_settings.now import settings_now, site_setting


def test_every_setting_is_documented_and_its_default_is_one_of_its_values():
    for name, setting in SETTINGS.items():
        assert setting.name == name
        assert setting.title, name
        assert setting.doc.endswith("."), name
        assert setting.taken(setting.default) == setting.default


def test_the_page_offers_settings_that_do_something():
    offered = {setting.name for group in settings_by_group().values() for setting in group}
    assert {"external_images", "embedded_frames", "shortcuts", "html_macro"} <= offered
    assert "dark_features" not in offered


def test_macros_are_switched_by_settings_that_are_declared():
    library.load()
    for macro in MACROS.all():
        if macro.switch:
            assert SETTINGS[macro.switch].kind is SettingKind.FLAG, macro.name


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("html_macro", True, True),
        ("external_images", "listed", "listed"),
        ("external_image_hosts", " a.example.org \r\n\r\n*.b.example.org:8080\na.example.org", None),
        ("external_image_hosts", ["a.example.org"], ("a.example.org",)),
        ("frame_hosts", "localhost:9000", ("localhost:9000",)),
        ("jira_url", " https://jira.example.org/x ", "https://jira.example.org/x"),
        ("jira_url", "", ""),
        ("shortcuts", "bugs = https://b.example.org/?id=%s", ("bugs = https://b.example.org/?id=%s",)),
        ("dark_features", "a.b-c", ("a.b-c",)),
    ],
)
def test_a_value_that_is_taken(name, given, value):
    expected = ("a.example.org", "*.b.example.org:8080") if value is None else value
    assert SETTINGS[name].taken(given) == expected


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("html_macro", "yes", "on or off"),
        ("html_macro", 1, "on or off"),
        ("external_images", "always", "off, click, listed"),
        ("external_images", ["off"], "off, click, listed"),
        ("external_image_hosts", "https://a.example.org", "is no host"),
        ("external_image_hosts", "a.example.org; script-src *", "is no host"),
        ("external_image_hosts", "*", "is no host"),
        ("external_image_hosts", "*.org\x00", "control characters"),
        ("external_image_hosts", 5, "lines of text"),
        ("external_image_hosts", [5], "lines of text"),
        ("external_image_hosts", [f"h{n}.example.org" for n in range(MOST_LINES + 1)], "lines at most"),
        ("jira_url", "javascript:alert(1)", "no address"),
        ("jira_url", "https://user:word@host.example.org", "no address"),
        ("jira_url", "https://[", "no address"),
        ("jira_url", "https://a b", "no address"),
        ("jira_url", "https://" + "a" * 3000, "characters at most"),
        ("jira_url", None, "must be a text"),
        ("shortcuts", "https://b.example.org/", "begins with a key|needs an address"),
        ("shortcuts", "bugs = javascript:alert(1)", "needs an address"),
        ("shortcuts", "bugs", "needs an address"),
        ("shortcuts", "a b = https://b.example.org/", "begins with a key"),
        ("dark_features", "a b", "no key"),
    ],
)
def test_a_value_that_is_refused(name, given, sentence):
    with pytest.raises(BadSettingValue, match=sentence):
        SETTINGS[name].taken(given)


@pytest.mark.parametrize(("given", "good"), [(3, True), (9, False), (True, False), ("3", False)])
def test_numbers_stay_within_their_bounds(given, good):
    setting = Setting("most", "Most", "A number.", SettingKind.NUMBER, 3, least=1, most=5)
    if good:
        assert setting.taken(given) == given
    else:
        with pytest.raises(BadSettingValue, match="from 1 to 5"):
            setting.taken(given)


def test_the_line_of_a_shortcut():
    line = "Bugs = https://b.example.org/show?id=%s&x=y = Bug %s"
    assert shortcut_parts(line) == ("bugs", "https://b.example.org/show?id=%s&x=y", "Bug %s")
    assert shortcut_parts("g=https://g.example.org/?q=") == ("g", "https://g.example.org/?q=", "")


def test_all_are_read_in_one_query_and_none_before_the_first_is_asked_for(db: None):
    SiteSetting.objects.create(name="html_macro", value=True)
    SiteSetting.objects.create(name="frame_hosts", value=["a.example.org"])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        now = settings_now()
    assert len(queries) == 0
    with CaptureQueriesContext(connection) as queries:
        assert now.flag("html_macro")
        assert now.lines("frame_hosts") == ("a.example.org",)
        assert now.text("external_images") == "click"
        assert set(now) == set(SETTINGS)
        assert len(now) == len(SETTINGS)
    assert len(queries) == 1


def test_a_row_that_makes_no_sense_counts_as_the_default(db: None):
    SiteSetting.objects.create(name="external_images", value="whatever")
    SiteSetting.objects.create(name="of_another_version", value=1)
    assert site_setting("external_images") == "click"
    assert "of_another_version" not in settings_now()
