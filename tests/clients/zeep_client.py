"""A zeep client that reads the service's own WSDL and fetches nothing from the outside."""

from pathlib import Path
from typing import Any

import zeep
from zeep.transports import Transport

_ENCODING = Path(__file__).with_name("soap_encoding.xsd")


class _LocalTransport(Transport):  # type: ignore[misc]  # zeep has no types
    """Knows the schema of SOAP's encoding, which zeep would fetch from the network."""

    def load(self, url: str) -> bytes:
        """Give a document by its address."""
        if url.startswith("http://schemas.xmlsoap.org/soap/encoding"):
            return _ENCODING.read_bytes()
        content: bytes = super().load(url)
        return content


def zeep_service(base_url: str, version: int = 2) -> Any:
    """The operations of the service of one version, made from its WSDL.

    Args:
        base_url: the address of the site, which its settings must have as well.
        version: of the API.
    """
    address = f"{base_url}/rpc/soap-axis/confluenceservice-v{version}"
    client = zeep.Client(f"{address}?wsdl", transport=_LocalTransport(cache=None))
    return client.service
