"""The settings as they are now: rows over defaults, read in one query when the first one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from wiki.models import SiteSetting
from wiki.site_settings.checks import BadSettingValue
from wiki.site_settings.declarations import SETTINGS
from wiki.site_settings.kinds import Value


class SiteSettings(Mapping[str, Value]):
    """All settings by name, with their defaults where nobody decided.

    Read once, when the first one is asked for: an object serves one request, one rendering or one task.
    """

    @cached_property
    def _values(self) -> dict[str, Value]:
        values = {name: setting.default for name, setting in SETTINGS.items()}
        for name, stored in SiteSetting.objects.values_list("name", "value"):
            setting = SETTINGS.get(name)
            if setting is not None:
                try:
                    values[name] = setting.taken(stored)
                except BadSettingValue:
                    # Kept by a version with another rule: the default is the safe reading.
                    continue
        return values

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(SETTINGS)

    def __len__(self) -> int:
        return len(SETTINGS)

    def flag(self, name: str) -> bool:
        """Give a setting that is on or off."""
        return self[name] is True

    def text(self, name: str) -> str:
        """Give a setting that is a text or a choice."""
        return str(self[name])

    def lines(self, name: str) -> tuple[str, ...]:
        """Give a setting that is lines of text."""
        value = self[name]
        return value if isinstance(value, tuple) else ()


def settings_now() -> SiteSettings:
    """Give the settings as they are when the first one is asked for; that takes one query."""
    return SiteSettings()


def site_setting(name: str) -> Value:
    """Give one setting, with one query; who needs several asks `settings_now`.

    Args:
        name: a name that is declared; another is a mistake in the program (KeyError).
    """
    return SiteSettings()[name]
