"""The outgoing links of a content, as rows, so that a rename can find who links to a page."""

from wiki.macros.naming.named_by_text import own_macros
from wiki.models import Content, Link, LinkKind
from wiki.storage_format.extract import references
from wiki.storage_format.nodes import Document
from wiki.storage_format.references import (
    AttachmentReference,
    BlogPostReference,
    ContentEntityReference,
    PageReference,
    Reference,
    SpaceReference,
    UrlReference,
    UserReference,
    fold_title,
    space_or,
)

TARGET_LENGTH = 2000
TITLE_LENGTH = 255


def links_in(content: Content, document: Document) -> list[Link]:
    """List the distinct references of a document as rows to be stored.

    Args:
        content: the current version that the document belongs to; a space key left out means its space.
        document: its body.
    """
    own_key = content.space.key
    rows: dict[tuple[str, str, str, str], Link] = {}
    for outgoing in references(document, own_macros):
        link = _link(content, outgoing.reference, own_key)
        if link is not None:
            rows.setdefault((link.kind, link.space_key_folded, link.title_folded, link.target), link)
    return list(rows.values())


def _link(content: Content, reference: Reference, own_key: str) -> Link | None:
    match reference:
        case PageReference(title=title, space_key=key):
            return _named(content, LinkKind.PAGE, space_or(key, own_key), title, title)
        case BlogPostReference(title=title, space_key=key, posting_day=day):
            return _named(content, LinkKind.BLOGPOST, space_or(key, own_key), title, day)
        case AttachmentReference(filename=name, container=PageReference(title=title, space_key=key)):
            return _named(content, LinkKind.ATTACHMENT, space_or(key, own_key), title, name)
        case AttachmentReference(filename=name):
            return Link(source_id=content.pk, kind=LinkKind.ATTACHMENT, target=name[:TARGET_LENGTH])
        case SpaceReference(key=key):
            return Link(
                source_id=content.pk, kind=LinkKind.SPACE, space_key_folded=fold_title(space_or(key, own_key))[:255]
            )
        case UserReference(key=key, username=name, account_id=account):
            return Link(source_id=content.pk, kind=LinkKind.USER, target=(key or name or account)[:TARGET_LENGTH])
        case ContentEntityReference(content_id=content_id):
            return Link(source_id=content.pk, kind=LinkKind.CONTENT, target=str(content_id))
        case UrlReference(url=url):
            return Link(source_id=content.pk, kind=LinkKind.URL, target=url[:TARGET_LENGTH])
        case _:
            return None


def _named(content: Content, kind: LinkKind, space_key: str, title: str, target: str = "") -> Link:
    return Link(
        source_id=content.pk,
        kind=kind,
        space_key_folded=fold_title(space_key)[:255],
        title_folded=fold_title(title[:TITLE_LENGTH]),
        target=target[:TARGET_LENGTH],
    )
