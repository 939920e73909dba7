"""SOAP 1.1, style rpc, use encoded, as Apache Axis 1 spoke it; the only folder that knows Spyne."""

from remoteapi.rpc.wires.soap.spyne_python312 import mend

mend()
