"""The built-in features by their stable keys: each macro is one, and what else scripts may want to know of."""

from wiki.macros.registry import MACROS
from wiki.site_settings.now import settings_now

MACRO = "macro."

OTHERS = frozenset(
    {
        "remote-api.json-rpc",
        "remote-api.personal-tokens",
        "remote-api.soap",
        "remote-api.xml-rpc",
        "templates",
        "watch-mails",
    }
)
"""Features that are no macros; they are always on."""


def is_feature_installed(key: str) -> bool:
    """Say whether there is a built-in feature of this key.

    Args:
        key: `macro.` and one of the names of a macro, or a key of the others.
    """
    return key in OTHERS or (key.startswith(MACRO) and MACROS.find(key.removeprefix(MACRO)) is not None)


def is_feature_enabled(key: str) -> bool:
    """Say whether there is a built-in feature of this key, and no setting has it off."""
    if not key.startswith(MACRO):
        return is_feature_installed(key)
    macro = MACROS.find(key.removeprefix(MACRO))
    return macro is not None and (not macro.switch or settings_now().flag(macro.switch))
