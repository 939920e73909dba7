"""Signing up, and making an account with the link of an invitation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.errors import AccountError, BadValue, TooManyFailures, UserExists
from accounts.forms import JoinForm, SignUpForm
from accounts.login_views import address_of
from accounts.middleware import actor_of
from accounts.services.joining import ask_to_join, invitation_of, join, sign_up_now


@method_decorator(never_cache, name="dispatch")
class SignUpView(View):
    """Asking for a link to join."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, where people may sign up."""
        is_open = sign_up_now().is_open
        context = {"form": SignUpForm() if is_open else None}
        return render(request, "accounts/sign_up.html", context, status=200 if is_open else 403)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Have the link mailed, and say the same whether the address may join or not."""
        form = SignUpForm(request.POST)
        if form.is_valid():
            try:
                ask_to_join(actor_of(request), email=form.cleaned_data["email"], address=address_of(request))
            except TooManyFailures:
                form.add_error(None, _("That was asked for too often. Please try again later."))
            except BadValue as error:
                form.add_error("email", str(error))
            except AccountError:
                return render(request, "accounts/sign_up.html", {"form": None}, status=403)
            else:
                return render(request, "accounts/sign_up.html", {"sent": True})
        return render(request, "accounts/sign_up.html", {"form": form}, status=400)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class JoinView(View):
    """Making an account with the link of an invitation."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, if the link is still good."""
        return _shown(request, JoinForm(initial={"token": request.GET.get("token", "")}), request.GET.get("token", ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the account; the person then logs in to it."""
        form = JoinForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                join(
                    actor_of(request),
                    token=given["token"],
                    username=given["username"],
                    full_name=given["full_name"],
                    password=given["password"],
                )
            except UserExists as error:
                form.add_error("username", str(error))
            except BadValue as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            except AccountError as error:
                form.add_error(None, str(error))
            else:
                return redirect("login")
        return _shown(request, form, request.POST.get("token", ""))


def _shown(request: HttpRequest, form: JoinForm, token: str) -> HttpResponse:
    invitation = invitation_of(token)
    status = 400 if form.errors else 200 if invitation else 410
    response = render(request, "accounts/join.html", {"form": form, "invitation": invitation}, status=status)
    # The address holds the token: no page that is gone to from here may be told it.
    response["Referrer-Policy"] = "no-referrer"
    return response
