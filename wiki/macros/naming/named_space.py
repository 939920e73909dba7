"""The space that a macro is about: the one that a parameter names, or the one that the macro stands in."""

from __future__ import annotations

from django.utils.translation import gettext

from wiki.errors import NoSuchSpace
from wiki.macros.base import MacroFailure, MacroUse
from wiki.macros.naming.listed_values import OWN_SPACE, SPACE_SETS, listed_values
from wiki.models import Space
from wiki.permissions.access import space_for
from wiki.queries.listed_content import SpaceSet


def own_space(use: MacroUse) -> Space:
    """Give the space that the macro stands in.

    Raises:
        MacroFailure: there is none, as in a profile.
    """
    space = use.context.space
    return space if isinstance(space, Space) else _opened(use, space.key)


def named_space(use: MacroUse, name: str) -> Space:
    """Give the space that a parameter names; without a name, the own one.

    Args:
        use: the use of the macro.
        name: the parameter as the macro declares it.

    Raises:
        MacroFailure: it is not there, or the reader may not see it.
    """
    keys = listed_values(use, name)
    if not keys or keys[0].lower() in OWN_SPACE:
        return own_space(use)
    return _opened(use, keys[0])


def named_space_or_all(use: MacroUse, name: str) -> Space | None:
    """Give the space that a parameter names; None where it names all spaces, or nothing.

    Raises:
        MacroFailure: as `named_space`.
    """
    keys = listed_values(use, name)
    if not keys or SPACE_SETS.get(keys[0].lower()) is SpaceSet.ALL:
        return None
    return named_space(use, name)


def _opened(use: MacroUse, key: str) -> Space:
    own = use.context.space
    if isinstance(own, Space) and own.key.casefold() == key.casefold():
        return own
    try:
        return space_for(use.actor, key)
    except NoSuchSpace:
        raise MacroFailure(gettext("the space {key} does not exist, or you may not see it.").format(key=key)) from None
