"""The language that somebody wants to read the wiki in."""

from django.utils.translation import gettext

from accounts import events
from accounts.actor import Actor
from accounts.errors import BadValue, NotPermitted
from accounts.languages import known_language
from accounts.services.frame import is_self, locked_user, service


@service
def choose_language(actor: Actor, *, username: str, language: str) -> None:
    """Choose the language of one's pages, mails and exports.

    Args:
        username: one's own; nobody chooses for others.
        language: a code such as `de`; empty leaves it to the browser and the site.

    Raises:
        NotPermitted: it is somebody else.
        NoSuchUser: there is no such person.
        BadValue: the wiki does not speak that language.
    """
    user = locked_user(username)
    if not is_self(actor, user):
        raise NotPermitted
    if language and not known_language(language):
        raise BadValue("language", gettext("There is no language '{language}' here.").format(language=language[:20]))
    if user.language == language:
        return
    user.language = language
    user.save(update_fields=["language"])
    events.publish_people_changed(actor, "choose_language", user.username)
