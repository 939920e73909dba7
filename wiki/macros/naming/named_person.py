"""The person whom a macro names, for readers who may view profiles."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy

from accounts.errors import NoSuchUser, NotPermitted
from accounts.models import User
from accounts.queries import person_for, person_for_key
from wiki.macros.base import MacroFailure, MacroUse
from wiki.macros.parameters import find_given
from wiki.storage_format.references import UserReference

NOT_THERE = gettext_lazy("there is no such person.")
NOT_SHOWN = gettext_lazy("you may not view people's profiles.")


def named_person(use: MacroUse, parameter: str) -> User:
    """Give the person whom a parameter names, by a resource or by the username.

    Raises:
        MacroFailure: nobody is named; there is no such person; or the reader may not view profiles, which is the same
            whether there is such a person or not.
    """
    declared = next(each for each in use.macro.parameters if each.name == parameter)
    given = find_given(declared, use.element.parameters)
    if given is None:
        raise MacroFailure(gettext("it names nobody."))
    try:
        if isinstance(given.reference, UserReference) and given.reference.key:
            return person_for_key(use.actor, given.reference.key)
        name = given.reference.username if isinstance(given.reference, UserReference) else given.text
        return person_for(use.actor, name.removeprefix("~"))
    except NotPermitted:
        raise MacroFailure(NOT_SHOWN) from None
    except NoSuchUser:
        raise MacroFailure(NOT_THERE) from None
