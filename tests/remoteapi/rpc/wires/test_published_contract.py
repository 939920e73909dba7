"""The WSDL against the contract that Confluence published: the facts stand in tests/cases/wsdl/.

What is not there yet is listed, and the list must be exact: an operation that comes has to leave it.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.test import Client
from lxml import etree

CASES = Path(__file__).resolve().parents[3] / "cases" / "wsdl"
W = "{http://schemas.xmlsoap.org/wsdl/}"
X = "{http://www.w3.org/2001/XMLSchema}"

NOT_YET_THERE: set[str] = set()
"""Published operations that this server has not, as they are written in operations.txt."""

OTHER_FAULTS: dict[str, str] = {
    "exportSite(string, boolean) -> string": "NotPermittedException,RemoteException",
    "getClusterInformation(string) -> RemoteClusterInformation": "NotPermittedException,RemoteException",
    "getClusterNodeStatuses(string) -> RemoteNodeStatus[]": "NotPermittedException,RemoteException",
    "installPlugin(string, string, base64Binary) -> boolean": "NotPermittedException,RemoteException",
    "performBackup(string, boolean) -> string": "NotPermittedException,RemoteException",
    "setEnableAnonymousAccess(string, boolean) -> boolean": "NotPermittedException,RemoteException",
}
"""Operations that declare other exceptions than the published ones do, with what they declare."""

pytestmark = pytest.mark.django_db


def facts(name: str) -> list[str]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def wsdl(version: int) -> etree._Element:
    return etree.fromstring(Client().get(f"/rpc/soap-axis/confluenceservice-v{version}?wsdl").content)


def short(name: str) -> str:
    """A type without its namespace; an array by its item."""
    _, _, local = name.rpartition(":")
    return f"{local.split('_', 2)[2]}[]" if local.startswith("ArrayOf_") else local


def operations(version: int) -> list[str]:
    """The operations of the WSDL, in its order, as the facts write them."""
    root = wsdl(version)
    messages = {one.get("name"): [short(part.get("type") or "") for part in one] for one in root.findall(f"{W}message")}
    found = []
    for one in root.findall(f"{W}portType/{W}operation"):
        given, result = (messages[one.find(f"{W}{part}").get("message")[5:]] for part in ("input", "output"))
        faults = ",".join(sorted(fault.get("name") or "" for fault in one.findall(f"{W}fault")))
        found.append(f"{one.get('name')}({', '.join(given)}) -> {result[0] if result else 'void'} !{faults}")
    return found


def signature(line: str) -> str:
    return line.partition(" !")[0]


@pytest.mark.parametrize("version", [1, 2])
def test_the_published_operations_are_there_but_for_those_that_are_listed(version: int) -> None:
    ours = {signature(one) for one in operations(version)}
    published = [signature(one) for one in facts("operations.txt")]
    assert len(published) == len(set(published)) == 162
    assert set(published) - ours == NOT_YET_THERE


def test_they_declare_the_published_exceptions() -> None:
    ours = {signature(one): one.partition(" !")[2] for one in operations(2)}
    other = {
        signature(one): ours[signature(one)]
        for one in facts("operations.txt")
        if signature(one) in ours and ours[signature(one)] != one.partition(" !")[2]
    }
    assert other == OTHER_FAULTS


def test_overloads_stand_in_the_published_order() -> None:
    published = [signature(one) for one in facts("operations.txt")]
    counts = Counter(one.partition("(")[0] for one in published)
    ours = [signature(one) for one in operations(2)]
    for name in (name for name, count in counts.items() if count > 1):
        expected = [one for one in published if one.startswith(f"{name}(") and one in ours]
        assert [one for one in ours if one in expected] == expected


def test_the_data_objects_are_the_published_ones() -> None:
    ours = {}
    for one in wsdl(2).iter(f"{X}complexType"):
        extension = next(one.iter(f"{X}extension"), None)
        base = f" < {short(extension.get('base') or '')}" if extension is not None else ""
        fields = ", ".join(
            f"{field.get('name')} {short(field.get('type') or '')}{'?' if field.get('nillable') == 'true' else ''}"
            for field in one.iter(f"{X}element")
        )
        ours[one.get("name")] = f"{one.get('name')}{base}: {fields}"
    for line in facts("objects.txt"):
        assert ours[line.partition(":")[0].partition(" <")[0]] == line
