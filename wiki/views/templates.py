"""Templates of pages: listed, made, changed and removed in the settings of a space or of the site."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import BadValue, MalformedStorage, VersionConflict, WikiError
from wiki.models import PageTemplate, Space
from wiki.permissions.access import space_by_id, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.blueprints import BLUEPRINTS, hidden_keys
from wiki.queries.templates import own_templates, template_by_id
from wiki.services.templates.blueprints import offer_blueprint
from wiki.services.templates.store import remove_template, store_template
from wiki.views.addresses import with_query
from wiki.views.decorators import FORM, WRITE, for_whoever_may
from wiki.views.page_frame import space_frame
from wiki.views.parameters import flag_of, required_id, value_of


class TemplateForm(forms.Form):
    """A template to be, or as it is; what it holds is checked by the service."""

    name = forms.CharField(max_length=255, required=False, label=gettext_lazy("Name"))
    description = forms.CharField(
        max_length=1000, required=False, label=gettext_lazy("Description"), help_text=gettext_lazy("What it is for.")
    )
    storage = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("Text in storage format"),
        widget=forms.Textarea(attrs={"rows": 20, "class": "source", "spellcheck": "true"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_storage(self) -> str:
        """Undo the line ends that browsers send."""
        storage: str = self.cleaned_data["storage"]
        return storage.replace("\r\n", "\n")


@for_whoever_may(Action.ADMINISTER)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the templates of a space or, where none is named, those for all spaces."""
    space = _administered(actor, value_of(request, "key", "spaceKey"))
    context: dict[str, object] = {"templates": own_templates(actor, space)}
    if space is None:
        context |= {"blueprints": BLUEPRINTS.values(), "hidden": hidden_keys()}
    return _shown(request, actor, space, "list", context)


@for_whoever_may(Action.ADMINISTER, methods=FORM)
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the form of a new template, or make it."""
    space = _administered(actor, value_of(request, "key", "spaceKey"))
    form = TemplateForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid() and _store(actor, form, space, None):
        messages.success(
            request, gettext("The template “{cleaned_data}” was made.").format(cleaned_data=form.cleaned_data["name"])
        )
        return HttpResponseRedirect(_address_of_list(space))
    return _shown(request, actor, space, "edit", {"form": form})


@for_whoever_may(Action.ADMINISTER, methods=FORM)
def edit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a template as a form, or change it."""
    template = template_by_id(actor, required_id(request, "entityId", "templateId"))
    space = _administered(actor, template.space.key if template.space is not None else "")
    initial = {name: getattr(template, name) for name in ("name", "description", "storage", "version")}
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial, label_suffix="")
    if form.is_valid() and _store(actor, form, space, template):
        messages.success(
            request,
            gettext("The template “{cleaned_data}” was changed.").format(cleaned_data=form.cleaned_data["name"]),
        )
        return HttpResponseRedirect(_address_of_list(space))
    return _shown(request, actor, space, "edit", {"form": form, "template": template})


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def offer(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Hide a template that comes with the wiki, or offer it again."""
    offer_blueprint(actor, key=value_of(request, "blueprint"), offered=flag_of(request, "on"))
    return HttpResponseRedirect(_address_of_list(None))


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def remove(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Remove a template."""
    template = template_by_id(actor, required_id(request, "entityId", "templateId"))
    space = space_by_id(actor, template.space_id) if template.space_id is not None else None
    remove_template(actor, template_id=template.pk)
    messages.success(
        request, gettext("The template “{name}” was removed. Pages that began with it stay.").format(name=template.name)
    )
    return HttpResponseRedirect(_address_of_list(space))


def _administered(actor: Actor, space_key: str) -> Space | None:
    if space_key:
        return space_for(actor, space_key, Action.ADMINISTER)
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    return None


def _store(actor: Actor, form: TemplateForm, space: Space | None, template: PageTemplate | None) -> bool:
    """Store what was sent; where that can't be, the form says why and keeps it."""
    given = form.cleaned_data
    try:
        store_template(
            actor,
            name=given["name"],
            storage=given["storage"],
            description=given["description"],
            space_key=space.key if space is not None and template is None else "",
            template_id=template.pk if template is not None else None,
            version=given["version"] if template is not None else None,
        )
    except BadValue as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
    except MalformedStorage as error:
        form.add_error("storage", gettext("The text can't be saved as it is: {error}.").format(error=error))
    except VersionConflict:
        form.add_error(
            None, gettext("Somebody else changed this template meanwhile. Open it again to see what it is now.")
        )
    except WikiError as error:
        form.add_error(None, str(error))
    return not form.errors


def _address_of_list(space: Space | None) -> str:
    return with_query("list-templates", key=space.key if space is not None else "")


def _shown(
    request: HttpRequest, actor: Actor, space: Space | None, screen: str, context: dict[str, object]
) -> HttpResponse:
    frame = space_frame(actor, space, "settings") if space is not None else {}
    form = context.get("form")
    status = 400 if isinstance(form, TemplateForm) and form.errors else 200
    return render(request, f"wiki/templates/{screen}.html", {**frame, **context}, status=status)
