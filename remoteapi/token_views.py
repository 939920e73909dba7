"""The screen of one's own personal tokens: make one, see it once, revoke it."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from accounts.actor import Actor
from accounts.destinations import redirect_to_login
from accounts.errors import BadValue, NotPermitted
from accounts.middleware import actor_of
from remoteapi.admission import may_use_remotely
from remoteapi.errors import NoSuchPersonalToken
from remoteapi.models import PersonalToken
from remoteapi.personal_tokens import create_personal_token, personal_tokens_of, revoke_personal_token
from remoteapi.token_forms import PersonalTokenForm


@method_decorator(never_cache, name="dispatch")
class PersonalTokensView(View):
    """One's own tokens, and the form of a new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        actor = actor_of(request)
        if actor.user is None:
            return redirect_to_login(request)
        return _shown(request, actor, PersonalTokenForm())

    @method_decorator(sensitive_variables("token"))
    def post(self, request: HttpRequest) -> HttpResponse:
        """Make one, and show it on the page that answers: it is kept nowhere, so no later page could."""
        actor = actor_of(request)
        if actor.user is None:
            return redirect_to_login(request)
        form = PersonalTokenForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            expires = timezone.now() + timedelta(days=given["days"]) if given["days"] else None
            try:
                token, row = create_personal_token(
                    actor, name=given["name"], may_change=given["may_change"], expires=expires
                )
            except BadValue as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            else:
                return _shown(request, actor, PersonalTokenForm(), made=token, row=row)
        return _shown(request, actor, form)


@require_POST
@never_cache
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """End one of one's own tokens."""
    actor = actor_of(request)
    try:
        revoke_personal_token(actor, token_id=token_id)
    except NotPermitted as error:
        raise PermissionDenied(str(error)) from None
    except NoSuchPersonalToken as error:
        raise Http404(str(error)) from None
    messages.success(request, _("The token was revoked."))
    return redirect("personal-tokens")


def _shown(
    request: HttpRequest, actor: Actor, form: PersonalTokenForm, *, made: str = "", row: PersonalToken | None = None
) -> HttpResponse:
    now = timezone.now()
    context = {
        "form": form,
        "made": made,
        "row": row,
        "tokens": [(token, token.is_live_at(now)) for token in personal_tokens_of(actor)],
        "may_use_remotely": may_use_remotely(actor),
    }
    return render(request, "remoteapi/personal_tokens.html", context)
