"""Every example of the reference is run against a live server, as a reader would run it."""

import json
import shutil
import subprocess
import warnings
import xmlrpc.client
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
import suds
import zeep
from django.contrib.auth.models import Group

from accounts.models import User
from remoteapi.rpc.reference.example_values import PASSWORD, USERNAME, example_value, object_example
from remoteapi.rpc.reference.examples import CURL, SUDS, XMLRPC, ZEEP, examples_of
from remoteapi.rpc.reference.set_up import set_up
from remoteapi.rpc.spec import MethodSpec
from remoteapi.rpc.table import TABLE
from remoteapi.rpc.types.wire_type import Kind
from remoteapi.tokens import issue_token
from tests.clients.zeep_client import _ENCODING
from tests.remoteapi.rpc.scenarios.world import build_world

SPECS = sorted(TABLE, key=lambda one: one.anchor)
OURS = ("NoSuchMethodException", "InvalidSessionException", "incident id", ": argument ", "Failed to parse")
"""What no example may be answered: the caller's mistakes, and the server's."""

pytestmark = pytest.mark.once
on_a_live_server = pytest.mark.django_db(transaction=True)


class OverTheNetwork(zeep.transports.Transport):  # type: ignore[misc]  # zeep has no types
    """zeep's own transport, but the one schema that it would fetch from the internet."""

    def load(self, url: str) -> bytes:
        """Give a document by its address."""
        if url.startswith("http://schemas.xmlsoap.org/soap/encoding"):
            return _ENCODING.read_bytes()
        return super().load(url)  # type: ignore[no-any-return]


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    settings.WIKI_BASE_URL = live_server.url
    build_world()
    restore()
    return str(live_server.url)


def restore() -> User:
    """Alice as the examples log in, whatever an example before has made of her."""
    alice, _ = User.objects.get_or_create(username=USERNAME)
    alice.is_active = True
    alice.set_password(PASSWORD)
    alice.save()
    alice.groups.add(*Group.objects.filter(name__in=("confluence-users", "confluence-administrators")))
    return alice


def prepared(base_url: str, client: str) -> str:
    (text,) = (one.text for one in set_up(base_url) if one.client == client)
    return text


def run_all(client: str, run: Callable[[MethodSpec, str], str]) -> None:
    """Run the examples with one client; `run` gives the text of a fault, or nothing."""
    wrong = []
    for spec in SPECS:
        for example in examples_of(spec):
            if example.client == client:
                fault = run(spec, example.text)
                if any(one in fault for one in OURS):
                    wrong.append(f"{example.text}\n  {fault}")
    assert not wrong, "\n".join(wrong)


@on_a_live_server
def test_xmlrpc(site: str) -> None:
    namespace: dict[str, Any] = {}
    exec(prepared(site, XMLRPC), namespace)

    def run(spec: MethodSpec, text: str) -> str:
        namespace["token"] = issue_token(restore(), address="")
        try:
            exec(text, namespace)
        except xmlrpc.client.Fault as fault:
            return fault.faultString
        return ""

    run_all(XMLRPC, run)


@on_a_live_server
def test_zeep(site: str) -> None:
    namespace: dict[str, Any] = {}
    made = zeep.Client
    with mock.patch("zeep.Client", lambda address: made(address, transport=OverTheNetwork(cache=None))):
        exec(prepared(site, ZEEP), namespace)

    def run(spec: MethodSpec, text: str) -> str:
        namespace["token"] = issue_token(restore(), address="")
        try:
            exec(text, namespace)
        except zeep.exceptions.Fault as fault:
            return str(fault.message)
        return ""

    run_all(ZEEP, run)
    # The server's thread keeps its connection to the database as long as the client keeps its own.
    namespace["client"].transport.session.close()


@on_a_live_server
def test_suds(site: str) -> None:
    namespace: dict[str, Any] = {}
    exec(prepared(site, SUDS), namespace)

    def run(spec: MethodSpec, text: str) -> str:
        namespace["token"] = issue_token(restore(), address="")
        try:
            exec(text, namespace)
        except suds.WebFault as fault:
            return str(fault)
        return ""

    run_all(SUDS, run)


@on_a_live_server
def test_curl(site: str) -> None:
    if shutil.which("curl") is None:
        warnings.warn("curl is not installed: the examples with curl were not run", stacklevel=1)
        pytest.skip("curl is not installed")
    before = prepared(site, CURL)

    def run(spec: MethodSpec, text: str) -> str:
        restore()
        done = subprocess.run(["sh", "-c", f"{before}\n{text} -s"], capture_output=True, check=True, timeout=60)
        answer = json.loads(done.stdout)
        return json.dumps(answer["error"]) if isinstance(answer, dict) and "error" in answer else ""

    run_all(CURL, run)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.anchor)
def test_every_method_has_an_example_in_python_by_soap_and_with_curl(spec: MethodSpec) -> None:
    clients = [one.client for one in examples_of(spec)]
    assert clients in ([XMLRPC, ZEEP, CURL], [XMLRPC, SUDS, CURL])
    assert all(spec.name in one.text for one in examples_of(spec))


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.anchor)
def test_what_examples_pass_is_of_the_right_type_and_not_empty(spec: MethodSpec) -> None:
    for one in spec.own_parameters:
        if one.type.kind is Kind.OBJECT and one.type.object_class is not None:
            assert object_example(one.type.object_class), f"{spec.name}: no example of {one.type.label}"
        value = example_value(spec, one)
        assert value not in ([], {}), f"{spec.name}: the example passes nothing for {one.name}"
