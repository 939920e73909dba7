"""A suds client whose requests never leave the process, made from the service's own WSDL."""

import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from suds.client import Client as SudsClient
from suds.plugin import DocumentPlugin, MessagePlugin
from suds.transport import Reply, Transport, TransportError


class InProcessTransport(Transport):  # type: ignore[misc]  # suds has no types
    """Hands requests to Django's test client."""

    def open(self, request: Any) -> io.BytesIO:
        """Give a document by its address."""
        parts = urlsplit(request.url)
        return io.BytesIO(Client().get(f"{parts.path}?{parts.query}").content)

    def send(self, request: Any) -> Reply:
        """Send one request and give the answer; a fault comes as an error, as over HTTP."""
        answer = Client().post(
            urlsplit(request.url).path,
            data=request.message,
            content_type="text/xml; charset=utf-8",
            HTTP_SOAPACTION=request.headers.get("SOAPAction", ""),
        )
        if answer.status_code != 200:
            raise TransportError("a fault", answer.status_code, io.BytesIO(answer.content))
        return Reply(200, dict(answer.headers), answer.content)


class NumberInWsdl(DocumentPlugin):  # type: ignore[misc]  # suds has no types
    """Names each operation as its messages are numbered (getPage, getPage1): suds keeps one operation of each name."""

    def parsed(self, context: Any) -> None:
        """Change the description before suds makes methods of it."""
        for holder in ("portType", "binding"):
            for part in context.document.getChildren(holder):
                for operation in part.getChildren("operation"):
                    operation.set("name", operation.getChild("input").get("name").replace("Request", ""))


class PublishedNameInCalls(MessagePlugin):  # type: ignore[misc]
    """Calls operations by the names that they were published with."""

    def marshalled(self, context: Any) -> None:
        """Change the envelope before it is sent."""
        operation = context.envelope.getChild("Body")[0]
        operation.name = operation.name.rstrip("0123456789")


def suds_client(base_url: str, version: int = 2, plugins: Sequence[Any] = ()) -> Any:
    """A client of the service of one version; see `zeep_service`."""
    address = f"{base_url}/rpc/soap-axis/confluenceservice-v{version}?WSDL"
    return SudsClient(address, cache=None, transport=InProcessTransport(), plugins=list(plugins))
