"""The frame that diagrams are drawn in: a document of no origin with a policy of its own."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actor import Actor
from wiki.views.decorators import for_everybody


def _policy(nonce: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            # The drawings have style elements of their own; the frame holds nothing else, and may load nothing.
            "style-src 'unsafe-inline'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
            "sandbox allow-scripts",
        )
    )


@for_everybody()
def mermaid_frame(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the document that `frontend/ui/diagrams.ts` puts into a frame; it holds programs and no content."""
    nonce = secrets.token_urlsafe(18)
    response = render(request, "wiki/macros/mermaid_frame.html", {"nonce": nonce})
    response["Content-Security-Policy"] = _policy(nonce)
    return response
