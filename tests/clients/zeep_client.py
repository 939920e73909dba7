"""A zeep client whose requests never leave the process, made from the service's own WSDL."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import zeep
from django.test import Client
from zeep.transports import Transport

_ENCODING = Path(__file__).with_name("soap_encoding.xsd")


class InProcessTransport(Transport):  # type: ignore[misc]  # zeep has no types
    """Hands requests to Django's test client, and knows the schema that zeep would fetch from the network."""

    def load(self, url: str) -> bytes:
        """Give a document by its address."""
        if url.startswith("http://schemas.xmlsoap.org/soap/encoding"):
            return _ENCODING.read_bytes()
        content: bytes = Client().get(_path(url)).content
        return content

    def post(self, address: str, message: Any, headers: dict[str, str]) -> requests.Response:
        """Send one request and give the answer."""
        answer = Client().post(
            _path(address),
            data=message,
            content_type=headers["Content-Type"],
            HTTP_SOAPACTION=headers.get("SOAPAction", ""),
        )
        response = requests.Response()
        response.status_code = answer.status_code
        response._content = answer.content
        response.headers.update(answer.headers)
        return response


def zeep_service(base_url: str, version: int = 2) -> Any:
    """The operations of the service of one version.

    Args:
        base_url: the address of the site as its settings have it.
        version: of the API.
    """
    address = f"{base_url}/rpc/soap-axis/confluenceservice-v{version}?wsdl"
    return zeep.Client(address, transport=InProcessTransport(cache=None)).service


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
