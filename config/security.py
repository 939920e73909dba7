"""The headers that tell a browser what a page may do: a strict content security policy and its companions."""

import secrets
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from wiki.macros.embedding.safe_embed import origins_in

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


def content_security_policy(
    nonce: str | None, image_origins: Iterable[str] = (), frame_origins: Iterable[str] = ()
) -> str:
    """The policy of a page.

    Args:
        nonce: what its own inline scripts and styles carry; None when it has none.
        image_origins: other hosts whose images it shows, at once or after a click.
        frame_origins: other hosts whose pages it shows in frames.
    """
    own = "'self'" if nonce is None else f"'self' 'nonce-{nonce}'"
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {own}",
            f"style-src {own}",
            # Tables and text in storage format carry style attributes, which the renderer has cleaned.
            "style-src-attr 'unsafe-inline'",
            " ".join(("img-src 'self' data:", *image_origins)),
            " ".join(("frame-src 'self'", *frame_origins)),
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
        images, frames = _origins_of(response)
        headers = {
            "Content-Security-Policy": content_security_policy(made[0] if made else None, images, frames),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": PERMISSIONS,
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response


def _origins_of(response: HttpResponse) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the other hosts that a page names for its images and for its frames."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return (), ()
    return origins_in(response.content)


def csp_nonce(request: HttpRequest) -> dict[str, object]:
    """Context processor: the nonce under the name `csp_nonce`."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
