"""What the editor's scripts are told by their page: the names of people."""

import re

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from accounts.actor import Actor
from wiki.queries.links import VisibleTargets
from wiki.storage_format.entities import decode
from wiki.storage_format.targets import UserKey

register = template.Library()

_PERSON = re.compile(r'<ri:user\s[^<>]*?ri:(userkey|username)\s*=\s*"([^"<]{1,255})"')
_MOST_PEOPLE = 500


@register.simple_tag
def editor_people(actor: Actor, storage: str) -> SafeString:
    """Write the names of the people whom a text mentions, by key or user name, as JSON.

    Args:
        actor: who edits.
        storage: the text; it need not be well formed.
    """
    wanted: set[UserKey] = set()
    for found in _PERSON.finditer(storage):
        value = decode(found.group(2))
        wanted.add(UserKey(value, "") if found.group(1) == "userkey" else UserKey("", value))
        if len(wanted) >= _MOST_PEOPLE:
            break
    people = VisibleTargets(actor).users(wanted) if wanted else {}
    return json_script({key.key or key.username: person.full_name for key, person in people.items()}, "editor-people")
