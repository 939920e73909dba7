"""Builds the Spyne application of each version of the API from the table of methods."""

from functools import cache
from typing import Any

from spyne import Application, MethodContext, Service, rpc
from spyne.model import AnyXml
from spyne.server import ServerBase

from remoteapi.faults import Fault
from remoteapi.rpc import dispatch
from remoteapi.rpc.coercion import UTC, Dialect
from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import TABLE, MethodTable
from remoteapi.rpc.versions import ApiVersion
from remoteapi.rpc.wires.soap.encoding import encode_fault
from remoteapi.rpc.wires.soap.names import REQUESTS
from remoteapi.rpc.wires.soap.protocol import AxisRpc, operation_key

DIALECT = Dialect(binary_is_text=True, zone=UTC)


class AxisServer(ServerBase):
    """Takes the pieces of a request through Spyne's steps; the view does the HTTP."""

    transport = "http://schemas.xmlsoap.org/soap/http"

    def answer(self, pieces: Any, address: str) -> tuple[int, bytes]:
        """The HTTP status and the bytes that answer a request."""
        try:
            return self._answer(pieces, address)
        except Exception as error:
            return 500, encode_fault(dispatch.as_fault(error, "answering a SOAP request"))

    def _answer(self, pieces: Any, address: str) -> tuple[int, bytes]:
        initial = MethodContext(self, MethodContext.SERVER)
        initial.in_string = pieces
        initial.transport.client_address = address
        initial.transport.resp_code = 200
        context = self.generate_contexts(initial)[0]
        if context.in_error is None:
            self.get_in_object(context)
            self.get_out_object(context)
        self.get_out_string(context)
        (answer,) = context.out_string
        # Spyne's contexts refer to themselves: what they hold would wait for the garbage collector.
        for one in (initial, context):
            one.in_string = one.in_document = one.in_object = one.udc = one.out_object = one.out_string = None
        return context.transport.resp_code, answer


@cache
def server_for(version: ApiVersion, table: MethodTable = TABLE) -> AxisServer:
    """The server of one version, built once."""
    operations = {operation_key(spec): _operation(spec, version, table) for spec in table}
    service = type("ConfluenceSoapService", (Service,), operations)
    application = Application(
        [service],
        tns=REQUESTS,
        name=version.port_name,
        in_protocol=AxisRpc(version, table),
        out_protocol=AxisRpc(version, table),
    )
    return AxisServer(application)


def _operation(spec: MethodSpec, version: ApiVersion, table: MethodTable) -> Any:
    """One overload as Spyne wants it; what it gives is the answer or the fault, which the protocol writes."""

    def operation(ctx: Any, *arguments: Any) -> dispatch.Answer | Fault:
        try:
            return dispatch.call(
                version, spec.name, list(arguments), address=ctx.transport.client_address, dialect=DIALECT, table=table
            )
        except Fault as fault:
            return fault

    operation.__name__ = operation_key(spec)
    operation.__doc__ = spec.doc
    names = [f"in{position}" for position in range(spec.arity)]
    declared: Any = rpc(*[AnyXml] * spec.arity, _args=names, _returns=AnyXml)(operation)
    return declared
