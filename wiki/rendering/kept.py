"""Bodies that are rendered once and shown again until something changes that they depend on.

A body is kept with the stamps of all it depends on. The stamps are read before anything that is rendered is read, the
reader's own rights included, and again afterwards: it is kept only when nothing at all changed in between, and shown
only while the stamps are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.translation import get_language

from accounts.actor import Actor
from accounts.errors import NoSuchUser
from accounts.queries import user_by_id
from accounts.whole_change import change_under_way
from wiki.macros.base import RenderContext
from wiki.models import ChangeStamp, Content
from wiki.queries.change_stamps import Stamps, contents_again, scopes_of_spaces, stamps_of
from wiki.rendering.cache import Entry, Key, digest_of, render_cache, size_of
from wiki.rendering.render import Template, render_templates
from wiki.storage_format.references import fold_title


class KeptBody(NamedTuple):
    """A body in storage format, and the current content whose stored text it is; None for an earlier version."""

    storage: str
    stored: Content | None


ContextFor = Callable[[Actor, Content, Content | None], RenderContext]
"""Makes the context of a rendering: for a reader, a page or blog post, and the content whose stored text it is."""


def kept_templates(
    actor: Actor, bodies: Sequence[KeptBody], content: Content, context_for: ContextFor
) -> list[Template]:
    """Render bodies of a content, or give them as they were rendered before.

    Args:
        bodies: the texts of the content, or of comments on it.
        content: the page or blog post that they belong to.
        context_for: makes the context.
    """
    cache = render_cache()
    # In the middle of a change what is read may never be committed; and the system is shown nothing twice.
    if not cache.most_bytes or actor.is_system or change_under_way() is not None:
        return render_templates([(body.storage, context_for(actor, content, body.stored)) for body in bodies])
    context = context_for(actor, content, None)
    keys = [_key(actor, body, content, context) for body in bodies]
    found = cache.find(keys)
    now = _stamps_now(found)
    shown = [entry.template if entry is not None and entry.is_right(now) else None for entry in found]
    missing = [number for number, template in enumerate(shown) if template is None]
    if missing:
        before = now.whole if now.whole is not None else stamps_of((), whole=True).whole
        wanted = {keys[number]: bodies[number] for number in missing}
        made = _rendered_anew(actor, wanted, content, context_for, before)
        return [template or made[key] for key, template in zip(keys, shown, strict=True)]
    return [template for template in shown if template is not None]


def _key(actor: Actor, body: KeptBody, content: Content, context: RenderContext) -> Key:
    return Key(
        reader=actor.user_id or 0,
        is_active=actor.is_active,
        content_id=content.pk,
        space_id=content.space_id,
        stored_id=body.stored.pk if body.stored is not None else 0,
        text=digest_of(body.storage),
        target=context.target,
        url_prefix=context.url_prefix,
        base_url=context.base_url,
        language=get_language() or "",
    )


def _stamps_now(found: Sequence[Entry | None]) -> Stamps:
    scopes = {scope for entry in found if entry is not None for scope, _count in entry.counts}
    return stamps_of(scopes, whole=any(entry is None or entry.whole is not None for entry in found))


def _rendered_anew(
    actor: Actor, wanted: dict[Key, KeptBody], content: Content, context_for: ContextFor, before: int | None
) -> dict[Key, Template]:
    """Render bodies with everything read after the stamp of everything was, and keep them."""
    storages = [body.storage for body in wanted.values()]
    again = _read_again(actor, content, list(wanted.values()))
    if again is None:
        # Something of it went or moved since it was opened: it is shown once more as it was.
        contexts = [context_for(actor, content, body.stored) for body in wanted.values()]
        return dict(zip(wanted, render_templates(list(zip(storages, contexts, strict=True))), strict=True))
    reader, owner, stored = again
    contexts = [context_for(reader, owner, each) for each in stored]
    templates = dict(zip(wanted, render_templates(list(zip(storages, contexts, strict=True))), strict=True))
    _keep(templates, wanted, owner, before)
    return templates


def _read_again(
    actor: Actor, content: Content, bodies: Sequence[KeptBody]
) -> tuple[Actor, Content, list[Content | None]] | None:
    """Read the reader, the page and the contents of the bodies anew; None when they are not what they were."""
    ids = {content.pk, *(body.stored.pk for body in bodies if body.stored is not None)}
    contents = contents_again(ids)
    reader = Actor.anonymous()
    if actor.user_id is not None:
        try:
            reader = Actor.for_user(user_by_id(actor.user_id))
        except NoSuchUser:
            return None
    owner = contents.get(content.pk)
    if owner is None or owner.space_id != content.space_id or len(contents) < len(ids):
        return None
    if reader.is_active != actor.is_active:
        return None
    return reader, owner, [contents[body.stored.pk] if body.stored is not None else None for body in bodies]


def _keep(templates: dict[Key, Template], wanted: dict[Key, KeptBody], owner: Content, before: int | None) -> None:
    """Keep what was rendered with the stamps of what it depends on, if nothing changed since they were read before."""
    own_key = owner.space.key_folded
    named = {
        key: {fold_title(name) for name in template.run.dependence.space_keys} | {own_key}
        for key, template in templates.items()
    }
    scopes = {own_key: owner.space_id} | scopes_of_spaces(set().union(*named.values()) - {own_key})
    after = stamps_of({ChangeStamp.EVERYWHERE, *scopes.values()}, whole=True)
    if after.whole != before:
        return
    for key, template in templates.items():
        depends = template.run.dependence
        if not depends.lasts:
            continue
        concerned = {ChangeStamp.EVERYWHERE, *(scopes[name] for name in named[key] if name in scopes)}
        counts = tuple((scope, after.counts.get(scope, 0)) for scope in sorted(concerned))
        whole = after.whole if depends.whole_site else None
        render_cache().keep(key, Entry(template, counts, whole, size_of(template, wanted[key].storage)))
