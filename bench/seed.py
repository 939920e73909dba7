"""Fills a new wiki with one large space; rows are written in bulk, because ten thousand calls would take an hour.

Space, people and restrictions come from the services. Pages, bodies and links are written past them, in the form that
the services give them.
"""

import json
import sys

import django

BRANCHES = 10
RESTRICTED = 7
KEY = "BENCH"
USER = "reader"
PASSWORD = "a bench needs no secret"
LINKS = 5


def body_of(number: int, pages: int) -> str:
    """Give the text of a page, about 4 kB: headings, paragraphs, a table, code, a box and links to other pages."""
    links = "".join(
        f'<li><ac:link><ri:page ri:content-title="Page {(number * 7 + step * 13) % pages}" /></ac:link></li>'
        for step in range(LINKS)
    )
    prose = "<p>The quick brown fox jumps over the <strong>lazy</strong> dog, &nbsp;and <em>nobody</em> minds it.</p>"
    sections = "".join(f"<h2>Part {part} of page {number}</h2>{prose * 6}" for part in range(4))
    rows = "".join(f"<tr><td>{row}</td><td>{row * number}</td></tr>" for row in range(8))
    return (
        '<ac:structured-macro ac:name="toc" />'
        f"{sections}<table><tbody>{rows}</tbody></table><ul>{links}</ul>"
        '<ac:structured-macro ac:name="note"><ac:rich-text-body><p>Mind the gap.</p></ac:rich-text-body>'
        '</ac:structured-macro><ac:structured-macro ac:name="code"><ac:parameter ac:name="language">python'
        f"</ac:parameter><ac:plain-text-body><![CDATA[for page in range({number}):\n    print(page)\n]]>"
        "</ac:plain-text-body></ac:structured-macro>"
    )


def seed(pages: int) -> dict[str, object]:
    """Make people, a space and its pages; gives what the measuring program needs to know."""
    from django.conf import settings
    from django.contrib.auth.models import Group
    from django.db import connection
    from django.test import Client

    from accounts.actor import SYSTEM_SETUP, Actor
    from accounts.queries import user_by_name
    from accounts.services.setup import set_up_people
    from accounts.services.users import add_user
    from wiki.models import Body, Content, ContentKind, Link, LinkKind, RestrictionType, allot_ids
    from wiki.services.labels.label import add_labels
    from wiki.services.restrictions.set import set_restriction
    from wiki.services.spaces.create import create_space
    from wiki.storage_format.references import fold_title

    set_up_people("admin", PASSWORD)
    add_user(SYSTEM_SETUP, username=USER, password=PASSWORD, full_name="A Reader", email="reader@example.org")
    admin = Actor.for_user(user_by_name("admin"))
    reader = user_by_name(USER)
    space = create_space(admin, key=KEY, name="Bench", for_all_users=True)
    home = Content.objects.get(title="Bench Home")

    rows: list[Content] = []
    for number, page_id in enumerate(allot_ids(pages)):
        parent = rows[(number - 1) // BRANCHES] if number else home
        page = Content(
            id=page_id,
            kind=ContentKind.PAGE,
            space=space,
            host_id=page_id,
            parent_id=parent.pk,
            path=parent.subtree_path,
            creator=reader,
            modifier=reader,
        )
        page.retitle(f"Page {number}")
        rows.append(page)
    Content.objects.bulk_create(rows, batch_size=1000)
    Body.objects.bulk_create(
        (Body(content_id=page.pk, storage=body_of(number, pages)) for number, page in enumerate(rows)), batch_size=1000
    )
    key = fold_title(KEY)
    Link.objects.bulk_create(
        (
            Link(
                source_id=page.pk,
                kind=LinkKind.PAGE,
                space_key_folded=key,
                title_folded=fold_title(f"Page {(number * 7 + step * 13) % pages}"),
            )
            for number, page in enumerate(rows)
            for step in range(LINKS)
        ),
        batch_size=2000,
        ignore_conflicts=True,
    )
    group = Group.objects.get(name=settings.WIKI_DEFAULT_GROUP)
    set_restriction(admin, content_id=rows[RESTRICTED].pk, type=RestrictionType.VIEW, groups=[group])
    for page in rows[:50]:
        add_labels(admin, content_id=page.pk, labels="measured bench")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    browser = Client()
    browser.force_login(reader)
    return {
        "ids": [page.pk for page in rows],
        "space": KEY,
        "user": USER,
        "password": PASSWORD,
        "session": browser.cookies[settings.SESSION_COOKIE_NAME].value,
        "cookie": settings.SESSION_COOKIE_NAME,
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(seed(int(sys.argv[1]))))
