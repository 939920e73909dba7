"""Who watches what."""

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_noop

from accounts.actor import Actor
from accounts.models import User, fold_name
from accounts.queries import user_by_name
from wiki.models import Content, ContentKind, ContentStatus, Label, Space, Watch
from wiki.permissions.access import space_by_id
from wiki.permissions.audience import who_may_view
from wiki.permissions.decide import may_in_space
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.permissions.vocabulary import Action
from wiki.queries.labels import labels_for


def is_watching(actor: Actor, content: Content) -> bool:
    """Say whether the actor watches a content."""
    return actor.user_id is not None and Watch.objects.filter(user_id=actor.user_id, content=content).exists()


def is_watching_space(actor: Actor, space: Space, content_kind: str = "") -> bool:
    """Say whether the actor watches a space, or one kind of content in it."""
    if actor.user_id is None:
        return False
    return Watch.objects.filter(user_id=actor.user_id, space=space, content_kind__in={"", content_kind}).exists()


def watchers_of(actor: Actor, content: Content) -> QuerySet[User]:
    """Give who watches a content; none of them unless the actor administers the space."""
    watchers = User.objects.filter(watches__content=content).order_by("username")
    return watchers if may_in_space(actor, Action.ADMINISTER, content.space) else watchers.none()


def watcher_named(actor: Actor, space_id: int, username: str) -> User:
    """Give the person whose watches in a space are meant: the actor or, for the space's administrators, anybody.

    Raises:
        NotPermitted: it is somebody else, and the actor does not administer the space.
        NoSuchUser: there is no such person.
    """
    if actor.user is not None and actor.username == fold_name(username):
        return actor.user
    space_by_id(actor, space_id, Action.ADMINISTER)
    return user_by_name(username)


def watches_content(watcher: User, content: Content) -> bool:
    """Say whether somebody watches a content itself."""
    return Watch.objects.filter(user=watcher, content=content).exists()


def watches_space(watcher: User, space: Space, content_kind: str = "") -> bool:
    """Say whether somebody watches a whole space or, where a kind is named, at least that kind of content in it."""
    return Watch.objects.filter(user=watcher, space=space, content_kind__in={"", content_kind}).exists()


def watchers_of_space(actor: Actor, space: Space) -> QuerySet[User]:
    """Give who watches the whole of a space; none of them unless the actor administers it."""
    watchers = User.objects.filter(watches__space=space, watches__content_kind="").order_by("username")
    return watchers if may_in_space(actor, Action.ADMINISTER, space) else watchers.none()


_PARTS_OF_A_SPACE = {
    "": (gettext_noop("this space"), gettext_noop("the space “{name}”")),
    ContentKind.PAGE: (gettext_noop("every page of this space"), gettext_noop("every page of the space “{name}”")),
    ContentKind.BLOGPOST: (gettext_noop("the blog of this space"), gettext_noop("the blog of the space “{name}”")),
    ContentKind.COMMENT: (
        gettext_noop("every comment of this space"),
        gettext_noop("every comment of the space “{name}”"),
    ),
    ContentKind.ATTACHMENT: (
        gettext_noop("every attachment of this space"),
        gettext_noop("every attachment of the space “{name}”"),
    ),
}


def watched_by(watch: Watch) -> str:
    """Name what is watched, in words for its watcher: by its title only as long as the watcher may view it."""
    if watch.content is not None:
        is_post = watch.content.kind == ContentKind.BLOGPOST
        if not who_may_view(watch.content, User.objects.filter(pk=watch.user_id)).exists():
            return gettext("this blog post") if is_post else gettext("this page")
        sentence = gettext("the blog post “{title}”") if is_post else gettext("the page “{title}”")
        return sentence.format(title=watch.content.title)
    if watch.label is not None:
        return gettext("the label “{name}”").format(name=watch.label.name)
    if watch.person is not None:
        return gettext("what {name} writes").format(name=watch.person.display_name)
    space = watch.space
    if space is None or not visible_spaces(Actor.for_user(watch.user)).filter(pk=space.pk).exists():
        return gettext(_PARTS_OF_A_SPACE[watch.content_kind][0])
    return gettext(_PARTS_OF_A_SPACE[watch.content_kind][1]).format(name=space.name)


def watched_spaces(actor: Actor) -> QuerySet[Watch]:
    """Give the actor's watches of spaces that they may view, by the name of the space."""
    watches = _own(actor).filter(space__in=visible_spaces(actor))
    return watches.select_related("space").order_by("space__name", "content_kind", "pk")


def watched_contents(actor: Actor) -> QuerySet[Watch]:
    """Give the actor's watches of pages and blog posts that they may view, by title."""
    contents = visible_contents(actor, Content.objects.filter(status=ContentStatus.CURRENT))
    watches = _own(actor).filter(content__in=contents)
    return watches.select_related("content__space").order_by("content__title_folded", "pk")


def watched_labels(actor: Actor) -> QuerySet[Watch]:
    """Give the actor's watches of labels that they may know, by name."""
    watches = _own(actor).filter(label__in=labels_for(actor).order_by())
    return watches.select_related("label").order_by("label__name", "pk")


def followed_people(actor: Actor) -> QuerySet[Watch]:
    """Give the actor's watches of people, by name."""
    watches = _own(actor).filter(person__isnull=False)
    return watches.select_related("person").order_by("person__full_name", "person__username")


def is_watching_label(actor: Actor, label: Label) -> bool:
    """Say whether the actor watches a label."""
    return _own(actor).filter(label=label).exists()


def is_following(actor: Actor, person: User) -> bool:
    """Say whether the actor follows somebody."""
    return _own(actor).filter(person=person).exists()


def _own(actor: Actor) -> QuerySet[Watch]:
    return Watch.objects.filter(user_id=actor.user_id) if actor.user_id is not None else Watch.objects.none()
