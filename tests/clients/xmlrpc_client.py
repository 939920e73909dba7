"""`xmlrpc.client` talking to the site in the same process, or over the network."""

import io
import xmlrpc.client
from typing import Any

from django.test import Client

PATH = "/rpc/xmlrpc"


class InProcessTransport(xmlrpc.client.Transport):
    """Hands requests to Django's test client, which lets an unhandled error through to the test."""

    def __init__(self) -> None:
        super().__init__()
        self.client = Client()

    def request(self, host: Any, handler: str, request_body: Any, verbose: bool = False) -> Any:
        """Send one request and read the answer."""
        self.verbose = verbose
        response = self.client.post(handler, data=request_body, content_type="text/xml")
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "text/xml; charset=UTF-8"
        return self.parse_response(io.BytesIO(response.content))  # type: ignore[arg-type]


class RemoteWiki:
    """One version of the API, by method name, with the token filled in."""

    def __init__(self, proxy: xmlrpc.client.ServerProxy, token: str, version: int = 2) -> None:
        self.proxy = proxy
        self.token = token
        self.version = version

    def __getattr__(self, name: str) -> Any:
        method = getattr(getattr(self.proxy, f"confluence{self.version}"), name)
        return lambda *arguments: method(self.token, *arguments)


def in_process(**options: Any) -> xmlrpc.client.ServerProxy:
    """A proxy whose requests never leave the process."""
    return xmlrpc.client.ServerProxy(f"http://testserver{PATH}", transport=InProcessTransport(), **options)


def raw(body: bytes | str, **headers: Any) -> bytes:
    """Post a body as it is and give the answer's, which must have come with the status 200."""
    response = Client().post(PATH, data=body, content_type=headers.pop("content_type", "text/xml"), **headers)
    assert response.status_code == 200, response.content
    content: bytes = response.content
    return content


def fault_of(answer: bytes) -> str:
    """The faultString of an answer, which must be a fault with the code 0."""
    try:
        xmlrpc.client.loads(answer)
    except xmlrpc.client.Fault as fault:
        assert fault.faultCode == 0
        return fault.faultString
    raise AssertionError(f"no fault: {answer[:500]!r}")
