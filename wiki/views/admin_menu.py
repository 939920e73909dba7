"""The side menu of the site's administration."""

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Entry(NamedTuple):
    """One entry: its key, what it is called, the name of its address, and whether it is for system administrators."""

    key: str
    title: str | Promise
    address: str
    for_system: bool = True


MENU: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    (
        _("The site"),
        (
            Entry("general", _("Settings"), "site-settings"),
            Entry("look", _("Look"), "site-look"),
            Entry("maintenance", _("Banner and read-only mode"), "maintenance"),
            Entry("mail", _("Mail"), "admin-mail"),
        ),
    ),
    (
        _("People"),
        (
            Entry("users", _("Users"), "admin:accounts_user_changelist", False),
            Entry("invitations", _("Invitations"), "invitations", False),
            Entry("groups", _("Groups"), "admin:auth_group_changelist", False),
            Entry("global", _("Global permissions"), "admin:accounts_globalpermission_changelist", False),
            Entry("read-as", _("Read as somebody else"), "read-as"),
        ),
    ),
    (
        _("Running it"),
        (
            Entry("health", _("Health"), "health"),
            Entry("jobs", _("Jobs"), "all-jobs"),
            Entry("index", _("Search index"), "admin-index"),
            Entry("audit", _("Audit log"), "audit-log", False),
            Entry("backup", _("Backup"), "backup"),
            Entry("import", _("Import"), "import"),
        ),
    ),
)


def admin_frame(current: str) -> dict[str, Any]:
    """Give the context that the frame of an administration page needs.

    Args:
        current: the key of the entry that the page belongs to.
    """
    return {"admin_menu": MENU, "admin_current": current}
