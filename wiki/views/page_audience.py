"""Who can see a page, and by which rule."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.errors import NoSuchUser
from accounts.models import User
from wiki.models import Content, ContentKind
from wiki.permissions.access import content_for
from wiki.permissions.trace import Rule, Step, Trace
from wiki.permissions.vocabulary import Action
from wiki.queries.page_audience import (
    readers_of,
    rules_for,
    rules_for_anonymous,
    rules_for_name,
    viewers_by_space,
)
from wiki.queries.restrictions import inherited_by, restrictions_of
from wiki.views.decorators import for_whoever_may
from wiki.views.lists import page_of
from wiki.views.page_frame import content_frame
from wiki.views.parameters import required_id, value_of


@for_whoever_may(Action.RESTRICT)
def who_can_see(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List who sees a page with the rules that let them, and answer for one person why they do or do not."""
    content = content_for(actor, required_id(request, "pageId"), kinds=(ContentKind.PAGE, ContentKind.BLOGPOST))
    page = page_of(request, readers_of(actor, content))
    problem, asked = "", None
    try:
        asked = _asked(actor, content, value_of(request, "person").strip())
    except NoSuchUser as error:
        problem = str(error)
    context = {
        **content_frame(actor, content),
        "page": page,
        "rows": [
            (user, [_words(step) for step in trace.steps if step.rule not in (Rule.EXISTS, Rule.ACTIVE)])
            for user, trace in rules_for(actor, content, list(page.object_list))
        ],
        "by_space": viewers_by_space(actor, content),
        "inherited": inherited_by(actor, content),
        "own": [each for each in restrictions_of(actor, content) if each.type == "View"],
        "everybody": rules_for_anonymous(actor, content),
        "asked": asked,
        "person": value_of(request, "person"),
        "problem": problem,
    }
    return render(request, "wiki/restrictions/who_can_see.html", context, status=404 if problem else 200)


def _asked(actor: Actor, content: Content, name: str) -> tuple[User | None, Trace, list[tuple[bool, str]]] | None:
    if not name:
        return None
    user, trace = rules_for_name(actor, content, name)
    return user, trace, [(step.passed, _words(step)) for step in trace.steps if step.rule != Rule.EXISTS]


def _words(step: Step) -> str:
    """Say in words what a rule is and what satisfies it."""
    return f"{_rule(step)}: {_through(step)}"


def _rule(step: Step) -> str:
    title = step.page.title if step.page is not None else ""
    return {
        Rule.EXISTS: _("The page is there"),
        Rule.ACTIVE: _("The account"),
        Rule.SUPER: _("Passes every rule"),
        Rule.USE: _("May use the wiki"),
        Rule.SPACE: _("May view the space"),
        Rule.INHERITED: _("Restriction of “%(title)s”, above it") % {"title": title},
        Rule.OWN: _("Restriction of the page itself"),
    }[step.rule]


def _through(step: Step) -> str:
    if step.rule == Rule.ACTIVE:
        return _("active") if step.passed else _("deactivated")
    if not step.passed:
        return _("not named, and in no group that is")
    ways = [_("named")] if step.personal else []
    ways += [_("group %(name)s") % {"name": name} for name in step.groups]
    if step.everybody:
        ways.append(_("open to everybody"))
    return ", ".join(ways)
