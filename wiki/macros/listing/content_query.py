"""The parameter with which macros choose content by a query in CQL."""

from __future__ import annotations

from wiki.macros.base import MacroFailure, MacroUse
from wiki.queries.content_query import BadQuery, ContentQuery, content_query


def asked_content(use: MacroUse, name: str) -> ContentQuery:
    """Read the query of a parameter.

    Args:
        use: the use of the macro.
        name: the parameter as the macro declares it.

    Raises:
        MacroFailure: it can't be answered.
    """
    try:
        return content_query(
            use.actor, use.text(name), space_key=use.context.space.key, content_id=use.context.content_id
        )
    except BadQuery as error:
        raise MacroFailure(str(error)) from error
