"""Says whether the wiki can be used, for load balancers and for `serve` itself."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def status(request: HttpRequest) -> JsonResponse:
    """Answer {"state": "RUNNING"}, or 503 and {"state": "ERROR"} when the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"state": "ERROR"}, status=503)
    return JsonResponse({"state": "RUNNING"}, headers={"Cache-Control": "no-store"})
