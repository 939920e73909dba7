"""The Spyne protocol: style rpc, use encoded, operations chosen by name and number of parameters."""

from collections.abc import Iterable
from typing import Any
from xml.parsers import expat

from lxml import etree
from spyne.model.fault import Fault as SpyneFault
from spyne.protocol.soap.soap11 import Soap11

from remoteapi.errors import MalformedRequest, NoSuchMethod
from remoteapi.faults import Fault, FaultClass
from remoteapi.rpc.dispatch import Answer, as_fault
from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import MethodTable
from remoteapi.rpc.versions import ApiVersion
from remoteapi.rpc.wires.soap.decoding import Decoder
from remoteapi.rpc.wires.soap.encoding import encode_fault, encode_result
from remoteapi.rpc.wires.soap.names import endpoint


class RefusedRequest(SpyneFault):
    """A request that never reaches a method, with the fault that answers it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(faultcode="Server", faultstring=str(fault))
        self.fault = fault


def operation_key(spec: MethodSpec) -> str:
    """The name under which Spyne knows an overload: it has one operation for each name."""
    return f"{spec.name}_{spec.arity}"


class AxisRpc(Soap11):
    """SOAP 1.1 as Axis 1 spoke it, both ways.

    Spyne's own reading of SOAP is document/literal: the steps from bytes to an operation and its arguments, and from a
    result to bytes, are replaced here; the contexts, the application and the calling stay Spyne's.
    """

    def __init__(self, version: ApiVersion, table: MethodTable) -> None:
        super().__init__()
        self.version = version
        self.table = table

    def create_in_document(self, ctx: Any, charset: str | None = None) -> None:
        """Parse the pieces of the request, with no DTD and nothing from outside."""
        try:
            ctx.in_document = parse_envelope(ctx.in_string)
        except Exception as error:
            raise self._refused(error) from None

    def decompose_incoming_envelope(self, ctx: Any, message: Any = None) -> None:
        """Find the operation by name and number of parameters, and read its arguments by the declared types."""
        try:
            decoder = Decoder(ctx.in_document)
            spec = self._find(decoder)
            ctx.udc = decoder.arguments(spec)
        except Exception as error:
            raise self._refused(error) from None
        ctx.method_request_string = f"{{{self.app.tns}}}{operation_key(spec)}"

    def deserialize(self, ctx: Any, message: Any) -> None:
        """Hand the arguments on, which were read when the operation was found."""
        ctx.in_object = ctx.udc

    def serialize(self, ctx: Any, message: Any) -> None:
        """Write the answer or the fault."""
        outcome = ctx.out_error.fault if isinstance(ctx.out_error, RefusedRequest) else None
        if outcome is None and ctx.out_error is not None:
            outcome = as_fault(ctx.out_error, f"{self.version.prefix} by SOAP")
        if outcome is None:
            outcome = ctx.out_object[0]
        if isinstance(outcome, Answer):
            ctx.out_string = [encode_result(outcome.spec, outcome.value, endpoint(self.version))]
        else:
            ctx.transport.resp_code = 500
            ctx.out_string = [encode_fault(outcome)]
        ctx.out_document = ()

    def create_out_string(self, ctx: Any, charset: str | None = None) -> None:
        """The bytes are written already."""

    def _find(self, decoder: Decoder) -> MethodSpec:
        try:
            return self.table.find(decoder.name, decoder.arity)
        except NoSuchMethod as error:
            reason = f"No such operation '{decoder.name[:100]}' with {decoder.arity} parameters: {str(error)[:2000]}"
            raise Fault(FaultClass.NO_SUCH_METHOD, reason) from None

    def _refused(self, error: Exception) -> RefusedRequest:
        if isinstance(error, MalformedRequest):
            error = MalformedRequest(f"Failed to parse SOAP request: {error}")
        return RefusedRequest(as_fault(error, f"reading a SOAP request to {self.version.port_name}"))


class _PrologEnds(Exception):
    """The root element begins: what a DTD could declare is behind."""


def parse_envelope(pieces: Iterable[bytes]) -> etree._Element:
    """Parse a document that comes in pieces.

    Raises:
        MalformedRequest: it is not well formed, or declares a document type.
    """
    prolog: Any = expat.ParserCreate()

    def refuse(*_declaration: Any) -> None:
        raise MalformedRequest("document type declarations and entities are refused")

    def end(*_element: Any) -> None:
        raise _PrologEnds

    prolog.StartDoctypeDeclHandler = refuse
    prolog.StartElementHandler = end
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        for piece in pieces:
            if prolog is not None:
                try:
                    prolog.Parse(piece, False)
                except _PrologEnds:
                    prolog = None
            parser.feed(piece)
        return parser.close()
    except expat.ExpatError as error:
        raise MalformedRequest(f"{expat.ErrorString(error.code)}, line {error.lineno}") from None
    except etree.XMLSyntaxError as error:
        raise MalformedRequest(str(error.msg)) from None
    except (LookupError, ValueError) as error:
        raise MalformedRequest(str(error)) from None
