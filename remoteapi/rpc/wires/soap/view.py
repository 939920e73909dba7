"""The views at /rpc/soap-axis/: calls, and the description that ?wsdl asks for."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from remoteapi.request_body import body_pieces, client_address
from remoteapi.rpc.versions import BY_PORT_NAME
from remoteapi.rpc.wires.soap.names import endpoint
from remoteapi.rpc.wires.soap.service import server_for
from remoteapi.rpc.wires.soap.wsdl import wsdl

CONTENT_TYPE = "text/xml; charset=utf-8"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def soap(request: HttpRequest, port_name: str) -> HttpResponseBase:
    """Answer a SOAP request; give the description for ?wsdl, and a browser a page that says what this is."""
    version = BY_PORT_NAME.get(port_name)
    if version is None:
        raise Http404(f"There is no SOAP service {port_name}.")
    if request.method != "POST":
        if any(key.lower() == "wsdl" for key in request.GET):
            return HttpResponse(wsdl(version, endpoint(version)), content_type=CONTENT_TYPE)
        return render(request, "remoteapi/soap.html", {"endpoint": endpoint(version), "version": version})
    status, answer = server_for(version).answer(body_pieces(request), client_address(request))
    response = HttpResponse(answer, status=status, content_type=CONTENT_TYPE)
    # SOAP demands the status 500 for every fault; Django would log each as a failure of the server.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
