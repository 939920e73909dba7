"""One id space for pages, blog posts, comments, attachments and all their versions.

New ids stay below 2**31, because clients keep them in 32-bit integers; ids that an import brings along may be larger.
The next id therefore comes from a counter of its own and not from the largest id in the table.
"""

from django.db import connection, models

LARGEST_NEW_ID = 2**31 - 1
FIRST_ID = 65537
LONGEST_DRAW = 5000
SEQUENCE = "wiki_content_id_seq"


class ContentIdCounter(models.Model):
    """The one row that counts ids where the database has no sequences; a sequence of PostgreSQL locks nothing."""

    next_id = models.BigIntegerField(default=FIRST_ID)


def allot_ids(count: int) -> list[int]:
    """Allot ids for new content.

    Args:
        count: how many ids are wanted, 1 or more.

    Raises:
        RuntimeError: there is no free id below 2**31 any more.
    """
    from wiki.models.content import Content

    free: list[int] = []
    draw = count
    while len(free) < count:
        drawn = _draw(draw)
        if drawn[-1] > LARGEST_NEW_ID:
            raise RuntimeError("All content ids below 2**31 are in use.")
        taken = set(Content.objects.filter(id__in=drawn).values_list("id", flat=True))
        free.extend(content_id for content_id in drawn if content_id not in taken)
        # An import may have left thousands of ids in a row that are taken: longer draws get past them soon.
        draw = min(2 * draw + 8, LONGEST_DRAW)
    return free[:count]


def allot_id() -> int:
    """Allot one id for new content."""
    return allot_ids(1)[0]


def _draw(count: int) -> list[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT nextval('{SEQUENCE}') FROM generate_series(1, %s)", [count])
            return [row[0] for row in cursor.fetchall()]
        # The first draw makes the row.
        cursor.execute(
            "INSERT INTO wiki_contentidcounter (id, next_id) VALUES (1, %s) "
            "ON CONFLICT (id) DO UPDATE SET next_id = wiki_contentidcounter.next_id + %s RETURNING next_id",
            [FIRST_ID + count, count],
        )
        end: int = cursor.fetchone()[0]
        return list(range(end - count, end))
