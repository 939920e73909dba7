"""The addresses of the remote APIs."""

from django.urls import path, re_path

from remoteapi.rpc.reference.page import reference
from remoteapi.rpc.wires.jsonrpc.view import json_rpc, json_rpc_method
from remoteapi.rpc.wires.soap.view import soap
from remoteapi.rpc.wires.xmlrpc.view import xmlrpc
from remoteapi.token_views import PersonalTokensView, revoke

urlpatterns = [
    re_path(r"^rpc/?$", reference, name="remote-api"),
    re_path(r"^rpc/xmlrpc/?$", xmlrpc, name="xmlrpc"),
    re_path(r"^rpc/json-rpc/(?P<port_name>[\w-]+)/?$", json_rpc, name="json-rpc"),
    path("rpc/json-rpc/<slug:port_name>/<str:name>", json_rpc_method, name="json-rpc-method"),
    re_path(r"^rpc/soap-axis/(?P<port_name>[\w-]+)/?$", soap, name="soap"),
    path("users/personaltokens.action", PersonalTokensView.as_view(), name="personal-tokens"),
    path("users/personaltokens/<int:token_id>/revoke", revoke, name="revoke-personal-token"),
    path("plugins/servlet/soap-axis1/<slug:port_name>", soap, name="soap-of-old"),
]
