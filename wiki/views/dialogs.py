"""Screens that a script shows over a page: their forms answer it with an address, so that it can go there itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

_SCRIPT = "oxbow"


def leads_to(request: HttpRequest, address: str) -> HttpResponse:
    """Answer a form that was taken: browsers follow a redirection, and scripts are told the address.

    A script that followed the redirection itself would use up the message that is meant for the next page.
    """
    if request.headers.get("X-Requested-With") == _SCRIPT:
        return JsonResponse({"location": address})
    return HttpResponseRedirect(address)
