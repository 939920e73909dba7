"""Finds what the text of a page to be names: its files wait with its draft."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from urllib.parse import quote

from accounts.actor import Actor
from wiki.models import Draft
from wiki.queries.drafts import files_of_draft
from wiki.queries.links import VisibleTargets
from wiki.storage_format.references import fold_title
from wiki.storage_format.targets import AttachmentKey, AttachmentTarget


class TargetsOfDraft(VisibleTargets):
    """A `LinkResolver` for the text of a draft that belongs to the actor and has no content yet.

    Files of the text itself are asked for under `holder`, which is the id of no content.
    """

    def __init__(self, actor: Actor, draft: Draft) -> None:
        super().__init__(actor)
        self.draft = draft
        self.holder = -draft.pk

    def attachments(self, wanted: AbstractSet[AttachmentKey]) -> Mapping[AttachmentKey, AttachmentTarget]:
        """Find files by what they hang on and their name."""
        own = {key for key in wanted if key.container == self.holder}
        found = dict(super().attachments(wanted - own))
        if own:
            waiting = {file.title_folded: file for file in files_of_draft(self.draft)}
            for key in own:
                file = waiting.get(fold_title(key.filename))
                if file is not None:
                    address = f"/wiki/editor/draft-files/{self.draft.pk}/{quote(file.title, safe='')}"
                    found[key] = AttachmentTarget(0, file.title, 1, file.media_type, self.holder, address)
        return found
