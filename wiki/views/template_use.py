"""New pages that begin with a template: choosing one, and entering the values of its variables."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actor import Actor
from wiki.errors import BadValue, MalformedStorage, NotPermitted
from wiki.models import Content, PageTemplate, Space
from wiki.permissions.access import page_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.blueprints import blueprint_for, shown_blueprints
from wiki.queries.space_access import spaces_to_write_in
from wiki.queries.templates import template_for, templates_of
from wiki.services.drafts.draft import save_draft
from wiki.services.templates.use import text_from
from wiki.storage_format.parser import parse
from wiki.storage_format.template_variables import TemplateVariable, VariableKind, variables_of
from wiki.views.addresses import with_query
from wiki.views.decorators import FORM, for_whoever_may
from wiki.views.page_frame import space_frame
from wiki.views.parameters import optional_id, required_id, value_of

PREFIX = "variableValues."


@for_whoever_may(Action.CREATE_PAGE)
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the templates that a new page may begin with, those of a space first, and the spaces it may be in."""
    spaces = spaces_to_write_in(actor)
    key = value_of(request, "spaceKey", "key") or (spaces[0].key if spaces else "")
    if not key:
        raise NotPermitted(_("There is no space in which you may write."))
    space = space_for(actor, key, Action.CREATE_PAGE)
    context = {
        **space_frame(actor, space),
        "spaces": spaces,
        "templates": templates_of(actor, space),
        "blueprints": shown_blueprints(),
        "parent": _parent(request, actor, space),
        "page_title": value_of(request, "title")[:255],
    }
    return render(request, "wiki/templates/choose.html", context)


@for_whoever_may(Action.CREATE_PAGE, methods=FORM)
def enter_variables(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for the values of a template's variables, or go on to the editor with them."""
    space = space_for(actor, value_of(request, "spaceKey", "key"), Action.CREATE_PAGE)
    key = value_of(request, "blueprint")
    blueprint = blueprint_for(key) if key else None
    if blueprint is not None:
        template = blueprint.template
    else:
        template = template_for(actor, space, required_id(request, "templateId"))
    parent = _parent(request, actor, space)
    form = VariablesForm(request.POST if request.method == "POST" else None, template=template)
    form.initial["title"] = value_of(request, "title")[:255]
    if form.is_valid():
        try:
            storage = text_from(template, form.values())
        except (BadValue, MalformedStorage) as error:
            form.add_error(None, str(error))
        else:
            # The editor opens it as a draft, which is where the text of a page to be is kept.
            draft = save_draft(
                actor,
                storage=storage,
                title=form.cleaned_data["title"],
                space_key=space.key,
                parent_id=parent.pk if parent is not None else None,
            )
            parent_id = parent.pk if parent is not None else None
            return HttpResponseRedirect(
                with_query("create-page", spaceKey=space.key, parentId=parent_id, draftId=draft.pk)
            )
    context = {
        **space_frame(actor, space),
        "template": template,
        "blueprint": blueprint,
        "form": form,
        "parent": parent,
    }
    return render(request, "wiki/templates/variables.html", context, status=400 if form.errors else 200)


class VariablesForm(forms.Form):
    """The title of the page, and a field for each variable of the template."""

    title = forms.CharField(max_length=255, required=False, label=gettext_lazy("Title of the page"))

    def __init__(self, data: object, *, template: PageTemplate) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]
        for variable in variables_of(parse(template.storage)):
            self.fields[PREFIX + variable.name] = _FIELDS[variable.kind](variable)

    def values(self) -> dict[str, str]:
        """Give what was entered, by the names of the variables."""
        return {
            name.removeprefix(PREFIX): value for name, value in self.cleaned_data.items() if name.startswith(PREFIX)
        }


def _string(variable: TemplateVariable) -> forms.Field:
    return forms.CharField(required=False, label=variable.name)


def _textarea(variable: TemplateVariable) -> forms.Field:
    area = forms.Textarea(attrs={"rows": variable.rows or 5, "cols": variable.columns or 60})
    return forms.CharField(required=False, strip=False, label=variable.name, widget=area)


def _list(variable: TemplateVariable) -> forms.Field:
    return forms.ChoiceField(
        required=False, label=variable.name, choices=[(option, option) for option in variable.options]
    )


_FIELDS = {VariableKind.STRING: _string, VariableKind.TEXTAREA: _textarea, VariableKind.LIST: _list}


def _parent(request: HttpRequest, actor: Actor, space: Space) -> Content | None:
    parent_id = optional_id(request, "parentId", "fromPageId")
    parent = page_for(actor, parent_id) if parent_id else None
    return parent if parent is not None and parent.space_id == space.pk else None
