"""Watch what one works on, where one wants that."""

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, Watch
from wiki.queries.email_preferences import email_preferences_of
from wiki.services.frame import service


@service
def watch_own_work(actor: Actor, *, content_id: int) -> bool:
    """Have somebody watch the page or blog post that they made, edited or commented on, unless they chose otherwise.

    Args:
        actor: who worked on it; only people watch.
        content_id: a page, a blog post, or a comment on one; other content is of no interest.

    Returns:
        whether the watch is new.
    """
    if actor.user is None or not email_preferences_of([actor.user.pk])[actor.user.pk].watch_own:
        return False
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)
    content = Content.objects.filter(pk=content_id, kind__in=kinds, status=ContentStatus.CURRENT).first()
    if content is None or content.host_id is None:
        return False
    return Watch.objects.get_or_create(user=actor.user, content_id=content.host_id)[1]
