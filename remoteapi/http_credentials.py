"""Who sends an HTTP request that has no token argument: by the Authorization header or the browser's session."""

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.models import User, can_be_stored, fold_name
from accounts.queries import active_people
from accounts.services.login import authenticate
from remoteapi.admission import Caller, caller_of_token
from remoteapi.errors import BadCredentials, InvalidSession
from remoteapi.personal_tokens import is_personal
from remoteapi.request_body import client_address

REALM = "Oxbow"
LONGEST_HEADER = 8000
# A page of another site can't send this header, so whoever sends it is no such page.
NO_CHECK_HEADER = "X-Atlassian-Token"
_NO_CHECK = frozenset({"no-check", "nocheck"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def caller_of_request(request: HttpRequest) -> Caller:
    """Whom a request comes from: basic authentication, a Bearer token, or the browser's session, in this order.

    Raises:
        BadCredentials: the Authorization header can't be read, or its token opens nothing.
        AuthenticationFailed: name and password do not fit, or failed too often.
        NotPermitted: a session without the header that keeps pages of other sites from using it.
    """
    header = request.META.get("HTTP_AUTHORIZATION", "").strip()
    if not header:
        return _caller_of_session(request)
    if len(header) > LONGEST_HEADER:
        raise BadCredentials("The Authorization header is too long.")
    scheme, _, credentials = header.partition(" ")
    if scheme.lower() == "basic":
        return _caller_of_password(credentials.strip(), client_address(request))
    if scheme.lower() == "bearer":
        return _caller_of_bearer(credentials.strip())
    raise BadCredentials("This server knows basic authentication and Bearer tokens.")


def is_named_in_address(request: HttpRequest) -> bool:
    """Say whether a request names a person and their password in its address, and the operator lets that count."""
    return settings.WIKI_PASSWORDS_IN_URLS and "os_username" in request.GET and "os_password" in request.GET


def caller_of_address(request: HttpRequest) -> Caller:
    """Whom `os_username` and `os_password` in an address name; a personal token may stand for the password.

    Raises:
        BadCredentials: the token opens nothing.
        AuthenticationFailed: name and password do not fit, or failed too often.
    """
    username, password = request.GET["os_username"], request.GET["os_password"]
    return _caller_of_name(username, password, client_address(request))


def challenge(request: HttpRequest) -> str:
    """The WWW-Authenticate header of a refusal; a page's script gets none that makes the browser ask for a name."""
    if "HTTP_SEC_FETCH_MODE" in request.META and request.META["HTTP_SEC_FETCH_MODE"] != "navigate":
        return f'Bearer realm="{REALM}"'
    return f'Basic realm="{REALM}", charset="UTF-8", Bearer realm="{REALM}"'


def _caller_of_bearer(token: str) -> Caller:
    if not token:
        raise BadCredentials("The Authorization header holds no token.")
    try:
        return caller_of_token(token)
    except InvalidSession as error:
        raise BadCredentials(str(error)) from None


def _caller_of_password(credentials: str, address: str) -> Caller:
    try:
        decoded = base64.b64decode(credentials, validate=True)
    except (binascii.Error, ValueError):
        raise BadCredentials("The Authorization header holds no base64.") from None
    try:
        text = decoded.decode()
    except UnicodeDecodeError:
        text = decoded.decode("latin-1")
    username, colon, password = text.partition(":")
    if not colon:
        raise BadCredentials("The Authorization header holds no name and password.")
    return _caller_of_name(username, password, address)


def _caller_of_name(username: str, password: str, address: str) -> Caller:
    if is_personal(password):
        caller = _caller_of_bearer(password)
        if caller.actor.username != fold_name(username):
            raise BadCredentials("The token is not of the user that is named with it.")
        return caller
    return Caller(Actor.for_user(_user_of_password(username, password, address)))


def _caller_of_session(request: HttpRequest) -> Caller:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return Caller(Actor.anonymous())
    if request.method not in _SAFE_METHODS and not _is_own_page(request):
        raise NotPermitted(
            f"A request with a browser's session needs the header {NO_CHECK_HEADER}: no-check, or the token against "
            f"forged requests in the header X-CSRFToken."
        )
    return Caller(Actor.for_user(request.user))


class _CsrfCheck(CsrfViewMiddleware):
    """Django's check of the token against forged requests, which tells what it finds."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponseForbidden(reason)


def _is_own_page(request: HttpRequest) -> bool:
    """Whether a request with a session can't have been made by a page of another site."""
    if request.headers.get(NO_CHECK_HEADER, "").lower() in _NO_CHECK:
        return True
    # The check would read the body of a form in search of a token.
    is_form = (request.content_type or "").startswith(("multipart/", "application/x-"))
    if settings.CSRF_HEADER_NAME not in request.META or is_form:
        return False
    check = _CsrfCheck(_nothing)
    check.process_request(request)
    return check.process_view(request, _nothing, (), {}) is None


def _nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


class _Verified:
    """Remembers for a few minutes which passwords fitted, so that not every call of a script costs a slow hash.

    Kept are keyed digests of name, password and the stored hash, under a key that only this process has: a new password
    makes what is remembered worthless at once.
    """

    SECONDS = 300
    MOST = 2000

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._until: OrderedDict[bytes, float] = OrderedDict()
        self._lock = Lock()

    def digest(self, user: User, password: str) -> bytes:
        """What is remembered of a password."""
        text = f"{user.pk}\0{user.password}\0{password}"
        return hmac.new(self._key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()

    def knows(self, digest: bytes) -> bool:
        """Whether this fitted a short while ago."""
        return self._until.get(digest, 0.0) > time.monotonic()

    def remember(self, digest: bytes) -> None:
        """Note that this fitted; of too many, the oldest is forgotten."""
        with self._lock:
            self._until.pop(digest, None)
            self._until[digest] = time.monotonic() + self.SECONDS
            while len(self._until) > self.MOST:
                self._until.popitem(last=False)


_verified = _Verified()


def _user_of_password(username: str, password: str, address: str) -> User:
    folded = fold_name(username)
    user = active_people().filter(username=folded).first() if can_be_stored(folded) else None
    if user is not None and _verified.knows(_verified.digest(user, password)):
        return user
    user = authenticate(username, password, address)
    _verified.remember(_verified.digest(user, password))
    return user
