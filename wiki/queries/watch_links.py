"""The signed names of watches in mails: who has one may stop that watch, and nothing else."""

from django.core.signing import BadSignature, Signer

from wiki.models import Watch

_SALT = "wiki.watch"
_LONGEST = 200


def stop_token(watch_id: int, user_id: int) -> str:
    """Give the signed name of somebody's watch. It is good as long as the watch is."""
    return Signer(salt=_SALT).sign(f"{watch_id}-{user_id}")


def watch_of_token(token: str) -> Watch | None:
    """Give the watch of a signed name, with its content, space and watcher; None where it is forged or stopped."""
    if len(token) > _LONGEST:
        return None
    try:
        watch_id, _, user_id = Signer(salt=_SALT).unsign(token).partition("-")
    except BadSignature:
        return None
    found = Watch.objects.select_related("user", "space", "content__space", "label", "person")
    return found.filter(pk=int(watch_id), user_id=int(user_id)).first()
