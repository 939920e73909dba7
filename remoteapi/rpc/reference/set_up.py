"""What stands before the examples of each client; tests run it."""

from remoteapi.rpc.reference.example_values import PASSWORD, USERNAME
from remoteapi.rpc.reference.examples import CURL, SUDS, XMLRPC, ZEEP, Example
from remoteapi.rpc.versions import V2


def set_up(base_url: str) -> list[Example]:
    """What stands before the examples of each client.

    Args:
        base_url: the address of the site.
    """
    wsdl = f"{base_url}/rpc/soap-axis/{V2.port_name}?wsdl"
    login = f'token = wiki.login("{USERNAME}", "{PASSWORD}")'
    return [
        Example(
            XMLRPC,
            "from datetime import datetime\n"
            "from xmlrpc.client import Binary, ServerProxy\n\n"
            f'wiki = ServerProxy("{base_url}/rpc/xmlrpc", allow_none=True).{V2.prefix}\n'
            f"{login}",
        ),
        Example(
            ZEEP,
            "from datetime import datetime\n"
            "import zeep\n\n"
            f'client = zeep.Client("{wsdl}")\n'
            f"wiki = client.service\n\n\n{_ZEEP_VALUES}\n\n{login}",
        ),
        Example(
            SUDS,
            "from base64 import b64encode\n"
            "from suds.client import Client\n"
            "from suds.plugin import DocumentPlugin, MessagePlugin\n\n\n"
            f"{_SUDS_OVERLOADS}\n\n"
            f'client = Client("{wsdl}", plugins=[NumberOverloads(), SendPublishedName()])\n'
            f"wiki = client.service\n{login}",
        ),
        Example(
            CURL,
            f'WIKI="{base_url}/rpc/json-rpc/{V2.port_name}"\n'
            f'LOGIN={USERNAME}:{PASSWORD}    # or, with a personal token, -H "Authorization: Bearer ..." for -u',
        ),
    ]


_ZEEP_VALUES = '''\
def bean(type_name, /, **given):
    """A data object; the numbers that are not given are 0."""
    made = client.get_type("{http://beans.soap.rpc.confluence.atlassian.com}" + type_name)(**given)
    for field, element in made._xsd_type.elements:
        if made[field] is None and not element.nillable:
            made[field] = 0
    return made


def text_map(given):
    """A Map of strings."""
    text = client.get_type("{http://www.w3.org/2001/XMLSchema}string")
    pairs = [{k: zeep.xsd.AnyObject(text, v) for k, v in zip(("key", "value"), pair)}
             for pair in given.items()]
    return {"item": pairs}
'''

_SUDS_OVERLOADS = """\
# zeep and suds know only the last of the operations that share a name. These two give each a name of its own,
# numbered as in the WSDL: getPage is the first overload, getPage1 the second.
class NumberOverloads(DocumentPlugin):
    def parsed(self, context):
        for holder in ("portType", "binding"):
            for part in context.document.getChildren(holder):
                for operation in part.getChildren("operation"):
                    operation.set("name", operation.getChild("input").get("name").replace("Request", ""))


class SendPublishedName(MessagePlugin):
    def marshalled(self, context):
        operation = context.envelope.getChild("Body")[0]
        operation.name = operation.name.rstrip("0123456789")
"""
