"""Logging in and out, and setting a forgotten password."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.destinations import safe_destination
from accounts.errors import AccountError, AuthenticationFailed, BadPassword, TooManyFailures
from accounts.forms import ForgottenPasswordForm, LoginForm, SetPasswordForm
from accounts.middleware import actor_of
from accounts.services.joining import sign_up_now
from accounts.services.login import authenticate
from accounts.services.passwords import request_password_link, set_password_with_link, user_of_password_link

LOGIN_REASON = "X-Seraph-LoginReason"
BACKEND = "accounts.backends.UsernameBackend"


def address_of(request: HttpRequest) -> str:
    """Give the address that a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))


@method_decorator([never_cache, sensitive_post_parameters("os_password")], name="dispatch")
class LoginView(View):
    """The log-in form, and what it sends."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form; who is logged in already goes on."""
        destination = request.GET.get("os_destination", "")
        if request.user.is_authenticated:
            return HttpResponseRedirect(safe_destination(request, destination))
        form = LoginForm(initial={"os_destination": destination, "os_username": request.GET.get("os_username", "")})
        context = {"form": form, "logged_out": "logout" in request.GET, "sign_up_is_open": sign_up_now().is_open}
        return render(request, "accounts/login.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Log in, or show the form again with what was wrong."""
        form = LoginForm(_with_destination_of_address(request))
        if not form.is_valid():
            return _refused(
                request, form, gettext("Please give your username and your password."), "AUTHENTICATED_FAILED"
            )
        given = form.cleaned_data
        try:
            user = authenticate(given["os_username"], given["os_password"], address_of(request))
        except TooManyFailures as error:
            response = _refused(request, form, str(error), "AUTHENTICATION_DENIED")
            response["Retry-After"] = str(error.seconds)
            return response
        except AuthenticationFailed:
            text = gettext("Sorry, your username and password are incorrect. Please try again.")
            return _refused(request, form, text, "AUTHENTICATED_FAILED")
        login(request, user, backend=BACKEND)
        # 0 ends the session with the browser.
        request.session.set_expiry(None if given["os_cookie"] else 0)
        response = HttpResponseRedirect(safe_destination(request, given["os_destination"]))
        response[LOGIN_REASON] = "OK"
        return response


def _with_destination_of_address(request: HttpRequest) -> dict[str, str]:
    sent = request.POST.dict()
    sent.setdefault("os_destination", request.GET.get("os_destination", ""))
    return {name: str(value) for name, value in sent.items()}


def _refused(request: HttpRequest, form: LoginForm, text: str, reason: str) -> HttpResponse:
    response = render(request, "accounts/login.html", {"form": form, "refusal": text})
    response[LOGIN_REASON] = reason
    return response


@method_decorator(never_cache, name="dispatch")
class LogoutView(View):
    """Logging out: a form does it, an old link shows the form."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask, since another site could have made the browser follow a link."""
        if not request.user.is_authenticated:
            return redirect("login")
        return render(request, "accounts/logout.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Log out."""
        logout(request)
        response = redirect("login")
        response["Location"] += "?logout=true"
        return response


@method_decorator(never_cache, name="dispatch")
class ForgottenPasswordView(View):
    """Asking for a link to set a new password."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return render(request, "accounts/forgotten_password.html", {"form": ForgottenPasswordForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Have the link mailed, and say the same whether there is somebody to mail it to or not."""
        form = ForgottenPasswordForm(request.POST)
        if not form.is_valid():
            return render(request, "accounts/forgotten_password.html", {"form": form})
        actor = actor_of(request)
        try:
            request_password_link(actor, name=form.cleaned_data["name"], address=address_of(request))
        except TooManyFailures:
            form.add_error(None, gettext("That was asked for too often. Please try again later."))
            return render(request, "accounts/forgotten_password.html", {"form": form})
        return render(request, "accounts/forgotten_password.html", {"sent": True})


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SetPasswordView(View):
    """Setting a password with a mailed link."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, if the link is still good."""
        key, token = request.GET.get("key", ""), request.GET.get("token", "")
        form = SetPasswordForm(initial={"key": key, "token": token})
        return self._shown(request, form, key, token)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set the password; the person then logs in with it."""
        form = SetPasswordForm(request.POST)
        key, token = request.POST.get("key", ""), request.POST.get("token", "")
        if form.is_valid():
            try:
                set_password_with_link(actor_of(request), key=key, token=token, new=form.cleaned_data["password"])
            except BadPassword as error:
                form.add_error("password", str(error))
            except AccountError as error:
                form.add_error(None, str(error))
            else:
                return redirect("login")
        return self._shown(request, form, key, token)

    def _shown(self, request: HttpRequest, form: SetPasswordForm, key: str, token: str) -> HttpResponse:
        person = user_of_password_link(key=key, token=token)
        response = render(request, "accounts/set_password.html", {"form": form, "person": person})
        # The address holds the token: no page that is gone to from here may be told it.
        response["Referrer-Policy"] = "no-referrer"
        return response
