"""A resolver of links that knows a few pages, files and people, and counts how often it is asked."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from wiki.macros.base import RenderContext, Target
from wiki.storage_format.references import fold_title
from wiki.storage_format.targets import (
    AttachmentKey,
    AttachmentTarget,
    BlogPostKey,
    ContentTarget,
    PageKey,
    SpaceTarget,
    UserKey,
    UserTarget,
    download_address,
    page_address,
)

ACTOR: Any = object()


@dataclass
class Named:
    """A page or a space, as far as rendering knows them."""

    id: int = 1
    title: str = ""
    key: str = ""


@dataclass
class KnownLinks:
    """The resolver; `calls` holds the name of each method that was called."""

    calls: list[str] = field(default_factory=list)

    def pages(self, wanted: AbstractSet[PageKey]) -> Mapping[PageKey, ContentTarget]:
        self.calls.append("pages")
        known = {("ds", "other page"): (7, "Other Page"), ("ds", "a/b?"): (8, "A/B?"), ("x", "far"): (9, "Far")}
        found = {}
        for key in wanted:
            hit = known.get((key.space_key.casefold(), fold_title(key.title)))
            if hit:
                found[key] = ContentTarget(hit[0], hit[1], key.space_key, page_address(key.space_key, hit[1], hit[0]))
        return found

    def blogposts(self, wanted: AbstractSet[BlogPostKey]) -> Mapping[BlogPostKey, ContentTarget]:
        self.calls.append("blogposts")
        return {
            key: ContentTarget(11, key.title, key.space_key, f"/display/{key.space_key}/{key.posting_day}/News")
            for key in wanted
            if key.title == "News"
        }

    def contents(self, wanted: AbstractSet[int]) -> Mapping[int, ContentTarget]:
        self.calls.append("contents")
        return {9: ContentTarget(9, "Far", "X", "/display/X/Far")} if 9 in wanted else {}

    def attachments(self, wanted: AbstractSet[AttachmentKey]) -> Mapping[AttachmentKey, AttachmentTarget]:
        self.calls.append("attachments")
        found = {}
        for key in wanted:
            container = key.container if isinstance(key.container, int) else 7
            media = {"png": "image/png", "svg": "image/svg+xml"}.get(key.filename[-3:], "application/pdf")
            if not key.filename.startswith("missing"):
                found[key] = AttachmentTarget(
                    50,
                    key.filename,
                    2,
                    media,
                    container,
                    download_address(container, key.filename, 2, 1000),
                    download_address(container, key.filename, 2, 1000, "thumbnails"),
                )
        return found

    def users(self, wanted: AbstractSet[UserKey]) -> Mapping[UserKey, UserTarget]:
        self.calls.append("users")
        return {
            key: UserTarget("k1", "ann", "Ann <Admin>", "/display/~ann")
            for key in wanted
            if key.key == "k1" or key.username == "ann"
        }

    def spaces(self, wanted: AbstractSet[str]) -> Mapping[str, SpaceTarget]:
        self.calls.append("spaces")
        return {key: SpaceTarget("DS", "Demo Space", "/display/DS") for key in wanted if key == "DS"}

    def creatable(self, wanted: AbstractSet[str]) -> AbstractSet[str]:
        self.calls.append("creatable")
        return wanted & {"DS"}


def context(links: KnownLinks | None = None, **changes: Any) -> RenderContext:
    """Make the context of a reader of the page `My Page` (id 1) in the space DS."""
    values: dict[str, Any] = {
        "actor": ACTOR,
        "content": Named(1, "My Page"),
        "space": Named(key="DS"),
        "links": links or KnownLinks(),
        "target": Target.PAGE,
        "url_prefix": "",
        "base_url": "https://wiki.example.org",
    }
    return RenderContext(**(values | changes))
