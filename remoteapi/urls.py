"""The addresses of the remote APIs."""

from django.urls import path, re_path

from remoteapi.rpc.reference import reference
from remoteapi.rpc.wires.soap.view import soap
from remoteapi.rpc.wires.xmlrpc.view import xmlrpc

urlpatterns = [
    re_path(r"^rpc/?$", reference, name="remote-api"),
    re_path(r"^rpc/xmlrpc/?$", xmlrpc, name="xmlrpc"),
    re_path(r"^rpc/soap-axis/(?P<port_name>[\w-]+)/?$", soap, name="soap"),
    path("plugins/servlet/soap-axis1/<slug:port_name>", soap, name="soap-of-old"),
]
