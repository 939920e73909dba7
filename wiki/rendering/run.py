"""One run of the renderer: from a text to HTML, with everything that is rendered inside it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from wiki.macros.base import DocumentFacts, Macro, RenderContext
from wiki.macros.resolution import Resolution
from wiki.rendering.limits import Budget
from wiki.storage_format.nodes import MacroCall

PLACE = re.compile(r'<(?:div|span) data-moment="([0-9a-f]{16})-([0-9]{1,6})"></(?:div|span)>')
"""What stands in HTML for a macro that runs at each view: the mark of the run, and the number of the moment."""


@dataclass(slots=True)
class Dependence:
    """Which changes can make the HTML of a run another.

    Attributes:
        space_keys: keys of spaces: a change of what they hold, or of who may see it.
        whole_site: any change at all.
        lasts: whether it would be the same if nothing changed; not so where something went wrong on the way.
    """

    space_keys: set[str] = field(default_factory=set)
    whole_site: bool = False
    lasts: bool = True

    def add(self, resolution: Resolution) -> None:
        """Depend on the targets of a document's references."""
        self.space_keys |= resolution.space_keys
        # What is not found now may come to be found, be it in another space that it moved to.
        self.whole_site |= resolution.reaches_anywhere


@dataclass(frozen=True, slots=True)
class Moment:
    """A use of a macro whose output holds for one view only, with what it needs to run again.

    Attributes:
        body: the HTML of its rich body, which may hold places of other moments of the same run.
        context: where it stands; who reads is told anew at each view.
        facts: what it may know of its document.
    """

    macro: Macro
    element: MacroCall
    body: str
    context: RenderContext
    facts: DocumentFacts


@dataclass(slots=True)
class Run:
    """What is known of a run while it lasts, and has to be kept with its HTML.

    Attributes:
        budget: what its macros have used up.
        dependence: what its HTML depends on.
        moments: the macros that run at each view, by the number in their places.
        depth: how deep what is rendered now is inside other content.
        mark: tells the places of this run from whatever a document may hold.
    """

    budget: Budget = field(default_factory=Budget)
    dependence: Dependence = field(default_factory=Dependence)
    moments: list[Moment] = field(default_factory=list)
    depth: int = 0
    mark: str = field(default_factory=lambda: secrets.token_hex(8))

    def place_for(self, moment: Moment, *, is_inline: bool) -> str:
        """Take a macro that runs at each view, and give what stands for it in the HTML."""
        self.moments.append(moment)
        tag = "span" if is_inline else "div"
        return f'<{tag} data-moment="{self.mark}-{len(self.moments) - 1}"></{tag}>'
