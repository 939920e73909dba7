"""All settings of the site, as data."""

from django.conf import settings
from django.utils.translation import gettext_lazy

from wiki.site_settings.checks import accent_colour, digest, feature_key, host, short_name, shortcut, web_address
from wiki.site_settings.kinds import Setting, SettingKind

PEOPLE = gettext_lazy("People")
OUTSIDE = gettext_lazy("Things from other sites")
MACROS = gettext_lazy("Macros")
LINKS = gettext_lazy("Links")
SEARCH = gettext_lazy("Search")

EMBEDDING = (
    ("off", gettext_lazy("Never: a link stands in its place")),
    ("click", gettext_lazy("When the reader clicks on it")),
    ("listed", gettext_lazy("At once from the hosts listed below; from others a link")),
)
"""What may happen with things that pages show from other hosts."""

LANGUAGES = (
    ("none", gettext_lazy("No particular language")),
    ("arabic", gettext_lazy("Arabic")),
    ("danish", gettext_lazy("Danish")),
    ("dutch", gettext_lazy("Dutch")),
    ("english", gettext_lazy("English")),
    ("finnish", gettext_lazy("Finnish")),
    ("french", gettext_lazy("French")),
    ("german", gettext_lazy("German")),
    ("greek", gettext_lazy("Greek")),
    ("hungarian", gettext_lazy("Hungarian")),
    ("italian", gettext_lazy("Italian")),
    ("norwegian", gettext_lazy("Norwegian")),
    ("portuguese", gettext_lazy("Portuguese")),
    ("romanian", gettext_lazy("Romanian")),
    ("russian", gettext_lazy("Russian")),
    ("spanish", gettext_lazy("Spanish")),
    ("swedish", gettext_lazy("Swedish")),
    ("tamil", gettext_lazy("Tamil")),
    ("turkish", gettext_lazy("Turkish")),
)
"""Languages whose word endings search can take off."""

INTERFACE_LANGUAGES = tuple(settings.LANGUAGES)
"""The languages that the wiki speaks, each by its own name."""

SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting(
            "site_name",
            gettext_lazy("Name of the site"),
            gettext_lazy("Stands at the top of every page and in the titles of browser windows."),
            SettingKind.TEXT,
            "Oxbow",
            check=short_name,
        ),
        Setting(
            "accent",
            gettext_lazy("Colour"),
            gettext_lazy("Of buttons and links, as #0b6a68. Empty: the colour of the wiki."),
            SettingKind.TEXT,
            "",
            check=accent_colour,
        ),
        Setting(
            "site_logo",
            gettext_lazy("Logo"),
            gettext_lazy("The digest of the picture that stands at the top of every page. Empty: the wiki's own sign."),
            SettingKind.TEXT,
            "",
            check=digest,
        ),
        Setting(
            "banner",
            gettext_lazy("Banner"),
            gettext_lazy("Stands above every page, for everybody. Empty: none."),
            SettingKind.TEXT,
            "",
        ),
        Setting(
            "read_only",
            gettext_lazy("Read-only mode"),
            gettext_lazy("Whether all changes are refused for a while."),
            SettingKind.FLAG,
            False,
        ),
        Setting(
            "set_up_pending",
            gettext_lazy("New site"),
            gettext_lazy("Whether the first page of a system administrator is the set-up."),
            SettingKind.FLAG,
            False,
        ),
        Setting(
            "interface_language",
            gettext_lazy("Language"),
            gettext_lazy("Of pages and mails for everybody who chose none in their profile."),
            SettingKind.CHOICE,
            settings.LANGUAGE_CODE,
            PEOPLE,
            INTERFACE_LANGUAGES,
        ),
        Setting(
            "browser_language",
            gettext_lazy("Browsers choose the language"),
            gettext_lazy("Pages are in the language that a browser asks for, where the wiki speaks it."),
            SettingKind.FLAG,
            True,
            PEOPLE,
        ),
        Setting(
            "sign_up",
            gettext_lazy("People may sign up"),
            gettext_lazy(
                "Whoever reads the mail of an address makes an account for it. Otherwise administrators invite people."
            ),
            SettingKind.FLAG,
            False,
            PEOPLE,
        ),
        Setting(
            "sign_up_domains",
            gettext_lazy("Domains of addresses that may sign up"),
            gettext_lazy("One a line, as example.org. Nothing means all."),
            SettingKind.LINES,
            (),
            PEOPLE,
            check=host,
        ),
        Setting(
            "share_outside",
            gettext_lazy("Pages are shared with mail addresses outside of the wiki, too"),
            gettext_lazy("Whoever shares a page sends its title, its link and a note of their own to any address."),
            SettingKind.FLAG,
            False,
            PEOPLE,
        ),
        Setting(
            "external_images",
            gettext_lazy("Images from other hosts"),
            gettext_lazy("Loading an image tells the other host that somebody reads the page, and when."),
            SettingKind.CHOICE,
            "click",
            OUTSIDE,
            EMBEDDING,
        ),
        Setting(
            "external_image_hosts",
            gettext_lazy("Hosts whose images load at once"),
            gettext_lazy("One a line, as images.example.org or *.example.org."),
            SettingKind.LINES,
            (),
            OUTSIDE,
            check=host,
        ),
        Setting(
            "embedded_frames",
            gettext_lazy("Embedded pages, videos and maps"),
            gettext_lazy(
                "What the macros widget, iframe and the like show of other sites stands in a sandboxed frame."
            ),
            SettingKind.CHOICE,
            "click",
            OUTSIDE,
            EMBEDDING,
        ),
        Setting(
            "frame_hosts",
            gettext_lazy("Hosts that may be embedded at once"),
            gettext_lazy("One a line, as player.example.org or *.example.org."),
            SettingKind.LINES,
            (),
            OUTSIDE,
            check=host,
        ),
        Setting(
            "widget_providers",
            gettext_lazy("Hosts that the widget macro embeds"),
            gettext_lazy(
                "One a line. Addresses of other hosts show as links, whatever is chosen above. Nothing means those "
                "that the macro knows."
            ),
            SettingKind.LINES,
            (),
            OUTSIDE,
            check=host,
        ),
        Setting(
            "html_macro",
            gettext_lazy("The html macro"),
            gettext_lazy(
                "Shows HTML that pages bring, scripts included, in a frame that can reach nothing of the wiki."
            ),
            SettingKind.FLAG,
            False,
            MACROS,
        ),
        Setting(
            "html_include_macro",
            gettext_lazy("The html-include macro"),
            gettext_lazy(
                "Shows a page of another site in a frame that can reach nothing of the wiki. The wiki fetches it."
            ),
            SettingKind.FLAG,
            False,
            MACROS,
        ),
        Setting(
            "html_include_hosts",
            gettext_lazy("Hosts that html-include may fetch from"),
            gettext_lazy("One a line. Nothing means none."),
            SettingKind.LINES,
            (),
            MACROS,
            check=host,
        ),
        Setting(
            "rss_macro",
            gettext_lazy("The rss macro"),
            gettext_lazy("Shows the entries of a news feed. The wiki fetches it from time to time."),
            SettingKind.FLAG,
            False,
            MACROS,
        ),
        Setting(
            "rss_hosts",
            gettext_lazy("Hosts that feeds may come from"),
            gettext_lazy("One a line. Nothing means all public ones."),
            SettingKind.LINES,
            (),
            MACROS,
            check=host,
        ),
        Setting(
            "disabled_macros",
            gettext_lazy("Macros that are switched off"),
            gettext_lazy(
                "Names, one a line, as on the page of macros. Pages show in their place that they are switched off."
            ),
            SettingKind.LINES,
            (),
            MACROS,
            check=feature_key,
        ),
        Setting(
            "shortcuts",
            gettext_lazy("Shortcut links"),
            gettext_lazy(
                "One a line, as bugs = https://bugs.example.org/show?id=%s = Bug %s: the link [1234@bugs] leads to "
                "that address with 1234 in place of %s, and shows the text after the second equals sign."
            ),
            SettingKind.LINES,
            (),
            LINKS,
            check=shortcut,
        ),
        Setting(
            "jira_url",
            gettext_lazy("Address of Jira"),
            gettext_lazy(
                "Where the issues are that the jira macro names, as https://jira.example.org. Empty: they show as text."
            ),
            SettingKind.TEXT,
            "",
            LINKS,
            check=web_address,
        ),
        Setting(
            "rich_editor_default",
            gettext_lazy("Rich editor"),
            gettext_lazy("Whether people start in the rich editor, as the remote method setEnableWysiwyg says."),
            SettingKind.FLAG,
            True,
        ),
        Setting(
            "dark_features",
            gettext_lazy("Dark features"),
            gettext_lazy("Keys of features that scripts asked to be on, one a line."),
            SettingKind.LINES,
            (),
            check=feature_key,
        ),
        Setting(
            "hidden_blueprints",
            gettext_lazy("Hidden templates"),
            gettext_lazy("Keys of the templates that come with the wiki and are not offered, one a line."),
            SettingKind.LINES,
            (),
            check=feature_key,
        ),
        Setting(
            "search_language",
            gettext_lazy("Language of the site"),
            gettext_lazy("The language whose word endings search takes off, so that “pages” finds “page”."),
            SettingKind.CHOICE,
            "english",
            SEARCH,
            LANGUAGES,
        ),
    )
}
"""Each setting by its name."""


def settings_by_group() -> dict[str, list[Setting]]:
    """Give the settings that the settings page offers, under the headings it has them under."""
    groups: dict[str, list[Setting]] = {}
    for setting in SETTINGS.values():
        if setting.group:
            groups.setdefault(str(setting.group), []).append(setting)
    return groups
