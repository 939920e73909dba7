"""Remote methods of blog posts."""

from datetime import date
from functools import partial

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.blogposts import present_blogpost, present_blogpost_summaries
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemoteBlogEntry, RemoteBlogEntrySummary
from wiki.errors import BadDate
from wiki.permissions.access import blogpost_for, space_for, version_for
from wiki.queries.blogposts import blogpost_by_day_and_title, blogposts_of, today
from wiki.services.blogposts.store import create_blogpost, edit_blogpost
from wiki.services.pages.remove import trash_content

remote_method = partial(registry.remote_method, group=Group.BLOG_POSTS)

MOST_RECENT = 1000


@remote_method("getBlogEntries", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def get_blog_entries(call: Call, space_key: str) -> list[RemoteBlogEntrySummary]:
    """Return the blog posts of a space, newest first."""
    return present_blogpost_summaries(blogposts_of(call.actor, space_for(call.actor, space_key)))


@remote_method("getBlogEntry", access=Access.READ, gives_body=True)
def get_blog_entry(call: Call, blog_entry_id: Long) -> RemoteBlogEntry:
    """Return a blog post, or a historical version of one, by its id."""
    return present_blogpost(version_for(call.actor, blog_entry_id, kinds=("blogpost",)), call.version)


@remote_method("getBlogEntryByDayAndTitle", access=Access.READ, gives_body=True)
def get_blog_entry_by_day_and_title(call: Call, space_key: str, day_of_month: int, post_title: str) -> RemoteBlogEntry:
    """Return the blog post of this title of a day of the current month."""
    now = today()
    return _by_date(call, space_key, now.year, now.month, day_of_month, post_title)


@remote_method("getBlogEntryByDateAndTitle", access=Access.READ, gives_body=True)
def get_blog_entry_by_date_and_title(
    call: Call, space_key: str, year: int, month: int, day_of_month: int, post_title: str
) -> RemoteBlogEntry:
    """Return the blog post of this title of a day."""
    return _by_date(call, space_key, year, month, day_of_month, post_title)


@remote_method(
    "storeBlogEntry",
    access=Access.WRITE,
    faults=(FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED, FaultClass.VERSION_MISMATCH),
)
def store_blog_entry(call: Call, blog_entry: RemoteBlogEntry) -> RemoteBlogEntry:
    """Publish a blog post (space, title, content), or edit one (its id and version, too).

    publishDate is taken when the post is new. A field that is left out of an edit stays as it is.
    """
    storage = call.storage_of(blog_entry.content)
    if blog_entry.id:
        stored = edit_blogpost(
            call.actor,
            post_id=blog_entry.id,
            version=blog_entry.version or 0,
            title=blog_entry.title,
            storage=storage,
        )
    else:
        stored = create_blogpost(
            call.actor,
            space_key=blog_entry.space or "",
            title=blog_entry.title or "",
            storage=storage or "",
            published=blog_entry.publish_date,
        )
    return present_blogpost(stored, call.version)


@remote_method("removeBlogEntry", access=Access.WRITE, faults=(FaultClass.NOT_PERMITTED,), extra=True)
def remove_blog_entry(call: Call, blog_entry_id: Long) -> bool:
    """Take a blog post to the trash."""
    trash_content(call.actor, content_id=blogpost_for(call.actor, blog_entry_id).pk)
    return True


@remote_method("getRecentBlogEntries", access=Access.READ, extra=True)
def get_recent_blog_entries(call: Call, space_key: str, max_results: int) -> list[RemoteBlogEntrySummary]:
    """Return the newest blog posts of a space; 1000 at most."""
    posts = blogposts_of(call.actor, space_for(call.actor, space_key))
    return present_blogpost_summaries(posts[: min(max(0, max_results), MOST_RECENT)])


def _by_date(call: Call, space_key: str, year: int, month: int, day: int, title: str) -> RemoteBlogEntry:
    try:
        posted = date(year, month, day)
    except ValueError:
        raise BadDate(f"There is no day {year}-{month}-{day}.") from None
    post = blogpost_by_day_and_title(call.actor, space_for(call.actor, space_key), posted, title)
    return present_blogpost(post, call.version)
