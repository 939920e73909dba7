"""Templates that come with the wiki: every space may begin pages with them, in the language of whoever does."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wiki.errors import NoSuchTemplate
from wiki.models import PageTemplate
from wiki.site_settings.now import settings_now

HIDDEN = "hidden_blueprints"
"""The site setting with the keys of those that administrators have hidden."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A template that comes with the wiki: its key, its name and what it is for, and the icon it is listed with.

    `module` is the name of the module of Confluence whose pages it can stand for.
    """

    key: str
    name: str | Promise
    description: str | Promise
    icon: str
    module: str

    @property
    def template(self) -> PageTemplate:
        """The text in storage format with its variables, as a template that is in no table."""
        context = {"today": f"{timezone.localdate():%Y-%m-%d}"}
        storage = render_to_string(f"wiki/blueprints/{self.key}.xml", context).strip()
        return PageTemplate(name=str(self.name), description=str(self.description), storage=storage)


BLUEPRINTS = {
    blueprint.key: blueprint
    for blueprint in (
        Blueprint(
            "meeting-notes",
            _("Meeting notes"),
            _("Who met, what was talked about, and who does what until when."),
            "comment",
            "meeting-notes-blueprint",
        ),
        Blueprint(
            "decision",
            _("Decision"),
            _("What was decided, why, and what else was open."),
            "label",
            "decisions-blueprint",
        ),
        Blueprint(
            "how-to",
            _("How-to"),
            _("Steps that lead to a result, for somebody who does it the first time."),
            "file",
            "kb-how-to-article-blueprint",
        ),
        Blueprint(
            "retrospective",
            _("Retrospective"),
            _("What went well, what did not, and what to try next."),
            "history",
            "retrospectives-blueprint",
        ),
        Blueprint(
            "product-requirements",
            _("Product requirements"),
            _("What is to be built, for whom, and how to tell that it is done."),
            "page",
            "requirements-blueprint",
        ),
    )
}
"""All of them by their keys, in the order in which they are listed."""


def shown_blueprints() -> list[Blueprint]:
    """Give those that no administrator has hidden."""
    hidden = settings_now().lines(HIDDEN)
    return [blueprint for blueprint in BLUEPRINTS.values() if blueprint.key not in hidden]


def hidden_keys() -> frozenset[str]:
    """Give the keys of those that administrators have hidden."""
    return frozenset(settings_now().lines(HIDDEN))


def blueprint_for(key: str) -> Blueprint:
    """Give one that pages may begin with.

    Raises:
        NoSuchTemplate: there is none of this key, or it is hidden.
    """
    found = next((blueprint for blueprint in shown_blueprints() if blueprint.key == key), None)
    if found is None:
        raise NoSuchTemplate(key[:80])
    return found


def blueprint_named(name: str) -> Blueprint:
    """Give the one that a page means: by its key, or by the complete key of a module of Confluence.

    Raises:
        NoSuchTemplate: there is none of this name, or it is hidden.
    """
    module = name.rpartition(":")[2]
    named = next((blueprint.key for blueprint in BLUEPRINTS.values() if blueprint.module == module), name)
    return blueprint_for(named)
