"""Every method over every wire in both versions: that it works, and that it refuses whom and what it should.

What each method is played with stands in `scenarios/`. After the run a table tells what was called how often; a cell
that a whole run leaves empty fails it.
"""

import json
import xmlrpc.client
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from remoteapi.rpc.spec import Access, MethodSpec
from remoteapi.rpc.table import TABLE
from remoteapi.rpc.types.wire_type import Kind
from tests.clients import axis, jsonrpc_wire
from tests.clients.axis_wire import AxisWire
from tests.clients.jsonrpc_wire import JsonRpcWire
from tests.clients.suds_wire import SudsWire
from tests.clients.wire import Wire, WireFault
from tests.clients.xmlrpc_client import in_process
from tests.clients.xmlrpc_wire import XmlRpcWire
from tests.clients.zeep_wire import ZeepWire
from tests.remoteapi.rpc import coverage_table
from tests.remoteapi.rpc.scenarios import load_all
from tests.remoteapi.rpc.scenarios.stage import Refused, Stage
from tests.remoteapi.rpc.scenarios.world import World, build_world

XMLRPC, ZEEP, SUDS, AXIS, JSON = XmlRpcWire(), ZeepWire(), SudsWire(), AxisWire(), JsonRpcWire()
CLIENTS: tuple[Wire, ...] = (XMLRPC, ZEEP, SUDS, AXIS, JSON)
COLUMNS = {f"{wire.name} v{version}": (wire, version) for wire in CLIENTS for version in (1, 2)}
# What is refused, the server decides before it writes an answer: two SOAP clients tell as much about that as three.
WIRES: tuple[Wire, ...] = (XMLRPC, ZEEP, AXIS, JSON)
SPECS = {spec.anchor: spec for spec in sorted(TABLE, key=lambda one: one.anchor)}
SCENARIOS = load_all()
WITHOUT_SESSION = {spec.anchor for spec in TABLE if spec.access in (Access.NO_TOKEN, Access.ANY_TOKEN)}

coverage_table.expect_whole_table(list(SPECS), list(COLUMNS))

# Which databases to make, pytest-django reads from the tests' marks.
pytestmark = pytest.mark.django_db


def only_once(wire: Wire) -> tuple[pytest.MarkDecorator, ...]:
    """What a method asks the database is the same over each wire: with a second database, one of them is called."""
    return () if wire is XMLRPC else (pytest.mark.once,)


CELLS = [
    pytest.param(
        method,
        column,
        id=f"{method}-{column}",
        marks=[pytest.mark.cell(method, column), *only_once(COLUMNS[column][0])],
    )
    for method in SPECS
    for column in COLUMNS
]
by_method = pytest.mark.parametrize("method", SPECS)
by_wire = pytest.mark.parametrize("wire", [pytest.param(one, id=one.name, marks=only_once(one)) for one in WIRES])


@pytest.fixture(scope="module")
def whole_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The wiki that all tests of this module share; nothing of it is left behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(whole_world: World, db: None) -> World:
    """The same wiki as it was made: what a test changes is rolled back."""
    return whole_world


def test_every_method_has_a_scenario() -> None:
    missing = sorted(SPECS.keys() - SCENARIOS.keys())
    assert not missing, f"without a scenario in tests/remoteapi/rpc/scenarios: {', '.join(missing)}"
    assert not SCENARIOS.keys() - SPECS.keys(), "there are scenarios of methods that there are not"


@pytest.mark.parametrize(("method", "column"), CELLS)
def test_it_works(world: World, method: str, column: str) -> None:
    wire, version = COLUMNS[column]
    played = SCENARIOS[method]
    stage = Stage(world, SPECS[method], wire, version, played.by, is_refusal=False)
    try:
        played.play(stage)
    except Refused:
        coverage_table.note_call(method, column, refused=True)
        return
    assert stage.calls, "the scenario never called its method"
    coverage_table.note_call(method, column)


@by_wire
@by_method
def test_without_rights_it_is_refused(world: World, method: str, wire: Wire) -> None:
    played = SCENARIOS[method]
    if played.anybody:
        return
    stage = Stage(world, SPECS[method], wire, 2, "outsider", is_refusal=True)
    with pytest.raises(Refused):
        played.play(stage)


@by_wire
@by_method
def test_who_may_not_call_at_all(world: World, method: str, wire: Wire) -> None:
    spec = SPECS[method]
    if method in WITHOUT_SESSION:
        return
    nothing = [SOMETHING[one.type.kind] for one in spec.own_parameters]
    before = world.trace()
    for token, exception in (
        ("dead", "InvalidSessionException"),
        ("oxp_dead", "InvalidSessionException"),
        ("", "NotPermittedException"),
        (world.token("stranger"), "NotPermittedException"),
    ):
        assert fault_of(wire, spec, token, nothing).exception == exception
    if spec.changes:
        assert "for reading only" in fault_of(wire, spec, world.token("reader"), nothing).reason
    assert world.trace() == before


@by_wire
@by_method
def test_what_is_not_there(world: World, method: str, wire: Wire) -> None:
    # Nothing that these arguments name exists: whatever comes back, the server has foreseen it.
    spec = SPECS[method]
    if method == "login-2":
        return
    try:
        wire.call(spec, 2, world.token("admin"), [SOMETHING[one.type.kind] for one in spec.own_parameters])
    except WireFault as fault:
        assert "incident id" not in fault.reason, fault
        assert fault.exception
        assert fault.reason.partition(": ")[2] or fault.reason


@by_wire
@by_method
def test_empty_arguments(world: World, method: str, wire: Wire) -> None:
    spec = SPECS[method]
    try:
        wire.call(spec, 2, world.token("admin"), [NOTHING[one.type.kind] for one in spec.own_parameters])
    except WireFault as fault:
        assert "incident id" not in fault.reason, fault


@pytest.mark.once
@by_method
def test_wrong_types_in_every_position_by_xmlrpc(world: World, method: str) -> None:
    spec = SPECS[method]
    good = [XMLRPC_RIGHT[one.type.kind] for one in spec.parameters]
    if spec.takes_token:
        good[0] = world.token("admin")
    called = getattr(in_process().confluence2, spec.name)
    for position, parameter in enumerate(spec.parameters):
        for wrong in (*WRONG[parameter.type.kind], *XMLRPC_WRONG[parameter.type.kind]):
            with pytest.raises(xmlrpc.client.Fault) as caught:
                called(*good[:position], wrong, *good[position + 1 :])
            assert f"{spec.name}: argument {position + 1} ({parameter.name}" in caught.value.faultString


@pytest.mark.once
@by_method
def test_wrong_types_in_every_position_by_json(world: World, method: str) -> None:
    spec = SPECS[method]
    good = [JSON_RIGHT[one.type.kind] for one in spec.own_parameters]
    for position, parameter in enumerate(spec.own_parameters):
        for wrong in (*WRONG[parameter.type.kind], *JSON_WRONG[parameter.type.kind]):
            params = [*good[:position], wrong, *good[position + 1 :]]
            body = json.dumps({"method": spec.name, "params": params, "id": 1})
            error = jsonrpc_wire.post(body, f"{jsonrpc_wire.PATH}2", Client(), world.token("admin"))["error"]
            assert f"{spec.name}: argument {position + 1} ({parameter.name}" in error["message"]
            assert error["code"] == -32602


@pytest.mark.once
@by_method
def test_wrong_types_in_every_position_by_soap(world: World, method: str) -> None:
    spec = SPECS[method]
    good = [SOAP_RIGHT[one.type.kind] for one in spec.parameters]
    if spec.takes_token:
        good[0] = f"<a>{world.token('admin')}</a>"
    for position, parameter in enumerate(spec.parameters):
        for wrong in SOAP_WRONG[parameter.type.kind]:
            body = axis.operation(spec.name, "".join([*good[:position], wrong, *good[position + 1 :]]))
            text = axis.fault_string(*axis.post(body))
            assert f"{spec.name}: argument {position + 1} ({parameter.name}" in text


@pytest.mark.once
@by_wire
@by_method
def test_a_wrong_number_of_arguments(world: World, method: str, wire: Wire) -> None:
    spec = SPECS[method]
    name = spec.name
    numbers = {len(one.parameters) for one in TABLE.overloads(name)}
    token = world.token("admin")
    for number in sorted({min(numbers) - 1, max(numbers) + 1} - {-1, 0}):
        if wire.name == "xmlrpc":
            with pytest.raises(xmlrpc.client.Fault, match="NoSuchMethodException"):
                getattr(in_process().confluence2, name)(*[token] * number)
        elif wire.name == "axis":
            text = axis.fault_string(*axis.post(axis.operation(name, f"<a>{token}</a>" * number)))
            assert f"No such operation '{name}' with {number} parameters" in text
        elif wire.name == "json":
            given = ["x"] * (number - int(spec.takes_token))
            body = json.dumps({"method": name, "params": given, "id": 1})
            error = jsonrpc_wire.post(body, f"{jsonrpc_wire.PATH}2", Client(), token)["error"]
            assert error["code"] == -32601
            assert "this would fit" in error["message"]


def fault_of(wire: Wire, spec: MethodSpec, token: str, arguments: list[Any]) -> WireFault:
    """The fault of a call in version 2, which must have one."""
    with pytest.raises(WireFault) as caught:
        wire.call(spec, 2, token, arguments)
    return caught.value


SOMETHING: dict[Kind, Any] = {
    Kind.STRING: "nothing-there",
    Kind.INT: 7,
    Kind.LONG: 987654321,
    Kind.BOOLEAN: True,
    Kind.DATETIME: datetime(2020, 1, 1, tzinfo=UTC),
    Kind.BINARY: b"x",
    Kind.MAP: {"nothing": "there"},
    Kind.ARRAY: [],
    Kind.OBJECT: {},
}
NOTHING: dict[Kind, Any] = {
    **SOMETHING,
    Kind.STRING: "",
    Kind.INT: 0,
    Kind.LONG: 0,
    Kind.BOOLEAN: False,
    Kind.BINARY: b"",
    Kind.MAP: {},
}
WRONG: dict[Kind, tuple[Any, ...]] = {
    Kind.STRING: ([], {"a": "b"}, 1.5, True),
    Kind.INT: ([], {}, 1.5, True, "x", "2147483648"),
    Kind.LONG: ([], {}, 1.5, True, "x", "9223372036854775808"),
    Kind.BOOLEAN: ([], {}, 1.5, 7, "perhaps"),
    Kind.DATETIME: ([], {}, 1.5, 7, "perhaps"),
    Kind.BINARY: ([], {}, 1.5, 7, True),
    Kind.MAP: ([], "text", 1, {"a": ["b"]}),
    Kind.ARRAY: ({}, "text", 1, True),
    Kind.OBJECT: ([], "text", 1, True),
}
XMLRPC_WRONG: dict[Kind, tuple[Any, ...]] = {
    **dict.fromkeys(WRONG, (b"x",)),
    Kind.BINARY: ("text",),
}
JSON_WRONG: dict[Kind, tuple[Any, ...]] = {
    **dict.fromkeys(WRONG, ()),
    Kind.BINARY: ("no base64!",),
    Kind.LONG: (2**63, 10**30),
    Kind.INT: (2**31,),
}
XMLRPC_RIGHT: dict[Kind, Any] = {**SOMETHING, Kind.LONG: "1", Kind.DATETIME: datetime(2020, 1, 1)}
JSON_RIGHT: dict[Kind, Any] = {**SOMETHING, Kind.BINARY: "eA==", Kind.DATETIME: "2020-01-01T00:00:00Z"}
_STRUCTURE = "<a><b>c</b></a>"
SOAP_RIGHT: dict[Kind, str] = {
    Kind.STRING: "<a>x</a>",
    Kind.INT: "<a>1</a>",
    Kind.LONG: "<a>1</a>",
    Kind.BOOLEAN: "<a>true</a>",
    Kind.DATETIME: "<a>2020-01-01T00:00:00Z</a>",
    Kind.BINARY: "<a>eA==</a>",
    Kind.MAP: "<a><item><key>a</key><value>b</value></item></a>",
    Kind.ARRAY: "<a/>",
    Kind.OBJECT: "<a><x>1</x></a>",
}
SOAP_WRONG: dict[Kind, tuple[str, ...]] = {
    Kind.STRING: (_STRUCTURE,),
    Kind.INT: (_STRUCTURE, "<a>x</a>", "<a>1.5</a>", "<a>2147483648</a>"),
    Kind.LONG: (_STRUCTURE, "<a>x</a>", "<a>9223372036854775808</a>"),
    Kind.BOOLEAN: (_STRUCTURE, "<a>perhaps</a>", "<a>7</a>"),
    Kind.DATETIME: (_STRUCTURE, "<a>perhaps</a>"),
    Kind.BINARY: (_STRUCTURE, "<a>!</a>"),
    Kind.MAP: ("<a>text</a>",),
    Kind.ARRAY: ("<a>text</a>",),
    Kind.OBJECT: ("<a>text</a>",),
}
