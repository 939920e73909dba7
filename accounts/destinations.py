"""Where somebody goes after logging in, and how they get to the log-in page."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme

_LEADS_BACK_HERE = ("login.action", "dologin.action", "logout.action", "login")


def safe_destination(request: HttpRequest, destination: str) -> str:
    """Give the address on this site that a destination means, or the dashboard's when it is none.

    Args:
        request: whose host counts as this site.
        destination: a path with or without the context path, as old links have either, or a whole address.
    """
    prefix = get_script_prefix()
    wanted = destination.strip()
    if not wanted or any(ord(character) < 32 or character == "\\" for character in wanted):
        return prefix
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return prefix
    if not urlsplit(wanted).netloc or wanted.startswith("//"):
        path = "/" + wanted.lstrip("/")
        wanted = path if path.startswith(prefix) else prefix + path[1:]
        if path.rstrip("/") == prefix.rstrip("/"):
            return prefix
    if wanted.split("?")[0].split("#")[0].rsplit("/", 1)[-1] in _LEADS_BACK_HERE:
        return prefix
    return wanted


def redirect_to_login(request: HttpRequest) -> HttpResponseRedirect:
    """Send somebody to the log-in page, from where they come back to what they asked for."""
    destination = _without_credentials(request) if request.method in {"GET", "HEAD"} else ""
    query = f"?{urlencode({'os_destination': destination})}" if destination else ""
    return HttpResponseRedirect(reverse("login") + query)


def _without_credentials(request: HttpRequest) -> str:
    """Give the path and query of a request, but for a name and password that an old script has put there."""
    if "os_password" not in request.GET:
        return request.get_full_path()
    kept = request.GET.copy()
    for name in ("os_username", "os_password"):
        kept.pop(name, None)
    return f"{request.path}?{kept.urlencode()}" if kept else request.path
