"""WSDL 1.1, rpc/encoded, written from the table: what Axis clients' code generators read."""

from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from remoteapi.faults import FaultClass
from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import TABLE, MethodTable
from remoteapi.rpc.types import ALL_OBJECTS
from remoteapi.rpc.types.base import RemoteObject, base_of, fields_of, is_abstract
from remoteapi.rpc.types.wire_type import Kind, WireType
from remoteapi.rpc.versions import ApiVersion
from remoteapi.rpc.wires.soap import names

PORT_TYPE = "ConfluenceSoapService"
_FAULTS = (
    FaultClass.INVALID_SESSION,
    FaultClass.VERSION_MISMATCH,
    FaultClass.AUTHENTICATION_FAILED,
    FaultClass.ALREADY_EXISTS,
    FaultClass.NOT_PERMITTED,
)
# Kinds whose published elements can't be null.
_NOT_NILLABLE = frozenset({Kind.INT, Kind.LONG, Kind.BOOLEAN})


@lru_cache(maxsize=8)
def wsdl(version: ApiVersion, address: str, table: MethodTable = TABLE) -> bytes:
    """The description of one version of the service.

    Args:
        version: which.
        address: the service's own address, which is also the target namespace.
        table: the methods.
    """
    return _Writer(version, address, table).document().encode()


class _Writer:
    """Writes one description."""

    def __init__(self, version: ApiVersion, address: str, table: MethodTable) -> None:
        self.version = version
        self.address = quoteattr(address)
        self.operations = list(_numbered(table))

    def document(self) -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"<wsdl:definitions targetNamespace={self.address}"
            f' xmlns:apachesoap="{names.APACHE_SOAP}" xmlns:impl={self.address} xmlns:intf={self.address}'
            f' xmlns:soapenc="{names.SOAP_ENCODING}" xmlns:tns1="{names.BEANS}" xmlns:tns2="{names.FAULTS}"'
            ' xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:wsdlsoap="http://schemas.xmlsoap.org/wsdl/soap/"'
            f' xmlns:xsd="{names.XSD}">\n'
            f"<wsdl:types>\n{self._types()}</wsdl:types>\n"
            f"{self._messages()}{self._port_type()}{self._binding()}{self._service()}"
            "</wsdl:definitions>\n"
        )

    def _types(self) -> str:
        beans = "".join(_bean(cls) for cls in ALL_OBJECTS)
        faults = '<complexType name="RemoteException"><sequence/></complexType>\n' + "".join(
            f'<complexType name="{one.value}"><complexContent><extension base="tns2:RemoteException"><sequence/>'
            "</extension></complexContent></complexType>\n"
            for one in _FAULTS
        )
        arrays = "".join(
            f'<complexType name="{names.array_name(item)}"><complexContent><restriction base="soapenc:Array">'
            f'<attribute ref="soapenc:arrayType" wsdl:arrayType="{names.type_name(item)}[]"/>'
            "</restriction></complexContent></complexType>\n"
            for item in self._array_items()
        )
        maps = (
            '<complexType name="mapItem"><sequence><element name="key" nillable="true" type="xsd:anyType"/>'
            '<element name="value" nillable="true" type="xsd:anyType"/></sequence></complexType>\n'
            '<complexType name="Map"><sequence><element maxOccurs="unbounded" minOccurs="0" name="item" '
            'type="apachesoap:mapItem"/></sequence></complexType>\n'
            '<complexType name="Vector"><sequence><element maxOccurs="unbounded" minOccurs="0" name="item" '
            'type="xsd:anyType"/></sequence></complexType>\n'
        )
        schemas = {
            quoteattr(names.BEANS): beans,
            quoteattr(names.FAULTS): faults,
            self.address: arrays,
            quoteattr(names.APACHE_SOAP): maps,
        }
        return "".join(self._schema(namespace, content, schemas) for namespace, content in schemas.items())

    def _schema(self, namespace: str, content: str, schemas: Iterable[str]) -> str:
        others = [*(one for one in schemas if one != namespace), quoteattr(names.SOAP_ENCODING)]
        imports = "".join(f"<import namespace={one}/>\n" for one in others)
        return f'<schema targetNamespace={namespace} xmlns="{names.XSD}">\n{imports}{content}</schema>\n'

    def _array_items(self) -> list[WireType]:
        """The items of all arrays that anything published holds, each once, in the order of their first use."""
        found: dict[str, WireType] = {}
        types = [one.type for cls in ALL_OBJECTS for one in fields_of(cls)]
        for spec, _ in self.operations:
            types += [spec.result, *(parameter.type for parameter in spec.parameters)]
        for one in types:
            if one.kind is Kind.ARRAY and one.item is not None:
                found.setdefault(names.array_name(one.item), one.item)
        return list(found.values())

    def _messages(self) -> str:
        parts = []
        for spec, number in self.operations:
            given = "".join(
                f'<wsdl:part name="in{position}" type="{_part_type(parameter.type)}"/>\n'
                for position, parameter in enumerate(spec.parameters)
            )
            parts.append(f'<wsdl:message name="{spec.name}Request{number}">\n{given}</wsdl:message>\n')
            result = (
                f'<wsdl:part name="{spec.name}Return" type="{_part_type(spec.result)}"/>\n'
                if spec.result.kind is not Kind.VOID
                else ""
            )
            parts.append(f'<wsdl:message name="{spec.name}Response{number}">\n{result}</wsdl:message>\n')
        for one in (FaultClass.REMOTE, *_FAULTS):
            parts.append(
                f'<wsdl:message name="{one.value}">\n<wsdl:part name="fault" type="tns2:{one.value}"/>\n'
                "</wsdl:message>\n"
            )
        return "".join(parts)

    def _port_type(self) -> str:
        parts = [f'<wsdl:portType name="{PORT_TYPE}">\n']
        for spec, number in self.operations:
            order = " ".join(f"in{position}" for position in range(spec.arity))
            faults = "".join(f'<wsdl:fault message="impl:{one}" name="{one}"/>\n' for one in _faults_of(spec))
            parts.append(
                f'<wsdl:operation name="{spec.name}" parameterOrder="{order}">\n'
                f"<wsdl:documentation>{escape(_documentation(spec))}</wsdl:documentation>\n"
                f'<wsdl:input message="impl:{spec.name}Request{number}" name="{spec.name}Request{number}"/>\n'
                f'<wsdl:output message="impl:{spec.name}Response{number}" name="{spec.name}Response{number}"/>\n'
                f"{faults}</wsdl:operation>\n"
            )
        parts.append("</wsdl:portType>\n")
        return "".join(parts)

    def _binding(self) -> str:
        style = f'encodingStyle="{names.SOAP_ENCODING}"'
        parts = [
            f'<wsdl:binding name="{self.version.port_name}SoapBinding" type="impl:{PORT_TYPE}">\n'
            '<wsdlsoap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>\n'
        ]
        for spec, number in self.operations:
            faults = "".join(
                f'<wsdl:fault name="{one}"><wsdlsoap:fault {style} name="{one}" namespace={self.address}'
                ' use="encoded"/></wsdl:fault>\n'
                for one in _faults_of(spec)
            )
            parts.append(
                f'<wsdl:operation name="{spec.name}">\n<wsdlsoap:operation soapAction=""/>\n'
                f'<wsdl:input name="{spec.name}Request{number}">'
                f'<wsdlsoap:body {style} namespace="{names.REQUESTS}" use="encoded"/></wsdl:input>\n'
                f'<wsdl:output name="{spec.name}Response{number}">'
                f'<wsdlsoap:body {style} namespace={self.address} use="encoded"/></wsdl:output>\n'
                f"{faults}</wsdl:operation>\n"
            )
        parts.append("</wsdl:binding>\n")
        return "".join(parts)

    def _service(self) -> str:
        port = self.version.port_name
        return (
            f'<wsdl:service name="{PORT_TYPE}Service">\n<wsdl:port binding="impl:{port}SoapBinding" name="{port}">\n'
            f"<wsdlsoap:address location={self.address}/>\n</wsdl:port>\n</wsdl:service>\n"
        )


def _numbered(table: MethodTable) -> Iterable[tuple[MethodSpec, str]]:
    """All methods with the number that tells overloads apart in the names of messages: "", "1", ..."""
    for name in table.names():
        for number, spec in enumerate(table.overloads(name)):
            yield spec, str(number or "")


def _bean(cls: type[RemoteObject]) -> str:
    elements = "".join(
        f'<element name="{one.name}"{"" if one.type.kind in _NOT_NILLABLE else " nillable=" + quoteattr("true")} '
        f'type="{_part_type(one.type)}"/>'
        for one in fields_of(cls)
        if one.declared_in is cls and not one.struct_only
    )
    base = base_of(cls)
    sequence = f"<sequence>{elements}</sequence>"
    if base is not None:
        sequence = f'<complexContent><extension base="tns1:{base.__name__}">{sequence}</extension></complexContent>'
    abstract = ' abstract="true"' if is_abstract(cls) else ""
    return f'<complexType{abstract} name="{cls.__name__}">{sequence}</complexType>\n'


def _part_type(found: WireType) -> str:
    if found.kind is Kind.ARRAY and found.item is not None:
        return f"impl:{names.array_name(found.item)}"
    return names.type_name(found)


def _faults_of(spec: MethodSpec) -> list[str]:
    return [*spec.faults, FaultClass.REMOTE.value]


def _documentation(spec: MethodSpec) -> str:
    parameters = ", ".join(f"in{position} = {one.name}" for position, one in enumerate(spec.parameters))
    return f"{spec.doc}\n{parameters}"
