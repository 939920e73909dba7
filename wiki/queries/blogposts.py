"""Blog posts."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts.actor import Actor
from wiki.errors import NoSuchBlogPost
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.permissions.visible import visible_contents
from wiki.storage_format.references import fold_title


def blogposts_of(actor: Actor, space: Space) -> QuerySet[Content]:
    """Give the posts of a space's blog that the actor may view, newest first."""
    return recent_blogposts(actor).filter(space=space)


def recent_blogposts(actor: Actor) -> QuerySet[Content]:
    """Give the posts of all blogs that the actor may view, newest first."""
    posts = Content.objects.filter(kind=ContentKind.BLOGPOST, status=ContentStatus.CURRENT)
    return visible_contents(actor, posts).select_related("space", "creator").order_by("-posting_day", "-created", "-pk")


def blogposts_between(actor: Actor, space: Space, first: date, last: date) -> QuerySet[Content]:
    """Give the posts of the days from `first` to `last`, both included, newest first."""
    return blogposts_of(actor, space).filter(posting_day__gte=first, posting_day__lte=last)


def blogpost_by_day_and_title(actor: Actor, space: Space, day: date, title: str) -> Content:
    """Give the post of a day by its title, whatever its case.

    Raises:
        NoSuchBlogPost: there is none that the actor may view.
    """
    post = blogposts_of(actor, space).filter(posting_day=day, title_folded=fold_title(title)).first()
    if post is None:
        raise NoSuchBlogPost(f"{space.key}:{day:%Y/%m/%d}/{title}")
    return post


def months_of_blog(actor: Actor, space: Space) -> list[tuple[date, int]]:
    """Give the months in which a space's blog has visible posts, and how many, the latest first."""
    months = blogposts_of(actor, space).order_by().select_related(None).annotate(month=TruncMonth("posting_day"))
    counted = months.values_list("month").annotate(posts=Count("pk")).order_by("-month")
    return [(month, posts) for month, posts in counted if month is not None]


def posts_beside(actor: Actor, post: Content) -> tuple[Content | None, Content | None]:
    """Give the visible posts of the same blog before and after a post."""
    posts = blogposts_of(actor, post.space)
    same_day = Q(posting_day=post.posting_day)
    at_once = same_day & Q(created=post.created)
    earlier = Q(posting_day__lt=post.posting_day) | same_day & Q(created__lt=post.created) | at_once & Q(pk__lt=post.pk)
    later = Q(posting_day__gt=post.posting_day) | same_day & Q(created__gt=post.created) | at_once & Q(pk__gt=post.pk)
    return posts.filter(earlier).first(), posts.filter(later).last()


def today() -> date:
    """Give the day that it is in the site's time zone, under which a post of now would stand."""
    return timezone.localdate()
