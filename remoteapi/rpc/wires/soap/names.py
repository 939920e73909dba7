"""The namespaces of the SOAP wire, and the name that each type has in them."""

from django.conf import settings

from remoteapi.faults import RPC_PACKAGE
from remoteapi.rpc.types.wire_type import Kind, WireType
from remoteapi.rpc.versions import ApiVersion

SOAP_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_ENCODING = "http://schemas.xmlsoap.org/soap/encoding/"
XSD = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OLD_XSI = "http://www.w3.org/1999/XMLSchema-instance"
APACHE_SOAP = "http://xml.apache.org/xml-soap"
AXIS = "http://xml.apache.org/axis/"
REQUESTS = "http://soap.rpc.confluence.atlassian.com"
BEANS = "http://beans.soap.rpc.confluence.atlassian.com"
FAULTS = "http://rpc.confluence.atlassian.com"
FAULT_PACKAGE = RPC_PACKAGE

PATH = "/rpc/soap-axis/"

_SIMPLE: dict[Kind, str] = {
    Kind.STRING: "xsd:string",
    Kind.INT: "xsd:int",
    Kind.LONG: "xsd:long",
    Kind.BOOLEAN: "xsd:boolean",
    Kind.DATETIME: "xsd:dateTime",
    Kind.BINARY: "xsd:base64Binary",
    Kind.MAP: "apachesoap:Map",
    Kind.ANY: "xsd:anyType",
}


def endpoint(version: ApiVersion) -> str:
    """The address of a version's service, which is also the namespace of its answers."""
    return f"{settings.WIKI_BASE_URL.rstrip('/')}{PATH}{version.port_name}"


def type_name(found: WireType) -> str:
    """The name of a type that is no array, with the prefix that this wire's documents bind."""
    if found.kind is Kind.OBJECT and found.object_class is not None:
        return f"tns1:{found.object_class.__name__}"
    return _SIMPLE[found.kind]


def array_name(item: WireType) -> str:
    """The name that the WSDL gives to an array of such items."""
    return f"ArrayOf_{type_name(item).replace(':', '_')}"
