"""The reference of macros: all of them in a list, and each with its parameters and an example that works."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.destinations import redirect_to_login
from wiki.errors import WikiError
from wiki.macros.description import MacroDescription, ParameterDescription, describe
from wiki.macros.examples import example_of
from wiki.macros.families import families, family_title
from wiki.macros.highlighting import highlighted
from wiki.macros.naming.reference_words import BODIES, default_words, doc_html, kind_words, line_html
from wiki.macros.registry import MACROS
from wiki.macros.safe_html import safe
from wiki.models import Content
from wiki.permissions.access import space_for
from wiki.queries.pages import page_by_title
from wiki.rendering.shown import rendered_once
from wiki.services.demonstration.create import KEY
from wiki.services.demonstration.macro_pages import page_title
from wiki.views.decorators import for_everybody


@dataclass(frozen=True)
class _NoSpace:
    """Where an example stands that no page holds."""

    key: str = ""


@for_everybody()
def macros(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """List all macros by family."""
    if not actor.may_use:
        return redirect_to_login(request)
    shown = [
        (family, [(macro, line_html(macro["summary"]), _words(macro)) for macro in family.macros])
        for family in families()
    ]
    return render(request, "wiki/macros/list.html", {"families": shown, "count": len(MACROS.all())})


@for_everybody()
def macro(request: HttpRequest, actor: Actor, name: str) -> HttpResponseBase:
    """Show one macro; one that is known by another name is shown under its own."""
    if not actor.may_use:
        return redirect_to_login(request)
    found = MACROS.find(name)
    if found is None:
        raise Http404(gettext("There is no macro called “{name}”.").format(name=name[:100]))
    if found.name != name:
        return HttpResponseRedirect(reverse("macro", args=[found.name]))
    example = example_of(found.name, actor.username)
    place = _demonstration(actor, found.family)
    shown = rendered_once(actor, example, place, place.space if place is not None else _NoSpace()) if example else ""
    described = describe(found)
    context = {
        "macro": described,
        "doc": doc_html(described["doc"]),
        "body": BODIES[described["body"]],
        "parameters": [_parameter(parameter) for parameter in described["parameters"]],
        "family": family_title(found.family),
        "source": safe(highlighted("xml", example)),
        "shown": shown,
        "place": place,
    }
    return render(request, "wiki/macros/macro.html", context)


def _parameter(parameter: ParameterDescription) -> dict[str, object]:
    """Give what the page says of a parameter."""
    return {
        "names": [parameter["name"], *parameter["aliases"]],
        "doc": line_html(parameter["doc"]),
        "choices": [choice for choice in parameter["choices"] if choice],
        "kind": kind_words(parameter["kind"], parameter["least"], parameter["most"]),
        "default": default_words(parameter["default"]),
    }


def _words(macro: MacroDescription) -> str:
    """Give the words by which a macro is found."""
    parameters = " ".join(parameter["label"] for parameter in macro["parameters"])
    return " ".join((macro["name"], macro["title"], *macro["aliases"], macro["doc"], parameters)).lower()


def _demonstration(actor: Actor, family: str) -> Content | None:
    """Give the page of the demonstration where the macros of a family stand, if the reader may see it."""
    try:
        return page_by_title(actor, space_for(actor, KEY), page_title(family))
    except WikiError:
        return None
