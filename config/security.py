"""The headers that tell a browser what a page may do: a strict content security policy and its companions."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


def content_security_policy(nonce: str | None) -> str:
    """The policy of a page; `nonce` is what its own inline scripts and styles carry, None when it has none."""
    own = "'self'" if nonce is None else f"'self' 'nonce-{nonce}'"
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {own}",
            f"style-src {own}",
            # Tables and text in storage format carry style attributes, which the renderer has cleaned.
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "frame-ancestors 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


class SecurityHeadersMiddleware:
    """Sets the security headers of every answer, and gives the request a nonce for its inline scripts and styles.

    A view that sets one of these headers itself (a download that allows less) keeps its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with the headers added."""
        made: list[str] = []

        def make_nonce() -> str:
            made.append(secrets.token_urlsafe(18))
            return made[0]

        # Lazy, so that the policy names a nonce only for a page that used it.
        request.csp_nonce = SimpleLazyObject(make_nonce)  # type: ignore[attr-defined]
        response = self.get_response(request)
        headers = {
            "Content-Security-Policy": content_security_policy(made[0] if made else None),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": PERMISSIONS,
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response


def csp_nonce(request: HttpRequest) -> dict[str, object]:
    """Context processor: the nonce under the name `csp_nonce`."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
