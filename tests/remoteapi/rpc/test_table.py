"""The table of this server's remote methods."""

import pytest

from remoteapi.rpc.spec import Access, MethodSpec
from remoteapi.rpc.table import TABLE
from remoteapi.rpc.types import ALL_OBJECTS
from remoteapi.rpc.types.base import RemoteObject, doc_of, fields_of

SPECS = sorted(TABLE, key=lambda spec: spec.anchor)
READING = ("get", "render", "is", "has", "search", "count", "convertWiki", "exportSpace", "exportPage", "rehearse")
WITHOUT_SESSION = {"login", "logout"}


def test_it_is_full_and_frozen() -> None:
    assert TABLE.is_frozen
    assert {"login", "getPage", "storePage", "addAttachment", "addLabelByName", "addComment"} <= set(TABLE.names())


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.anchor)
def test_access_is_declared(spec: MethodSpec) -> None:
    assert isinstance(spec.access, Access)
    assert (spec.access in (Access.NO_TOKEN, Access.ANY_TOKEN)) == (spec.name in WITHOUT_SESSION)
    reads = spec.name.startswith(READING)
    assert spec.changes is not reads or spec.name in WITHOUT_SESSION


@pytest.mark.parametrize("cls", ALL_OBJECTS, ids=lambda cls: cls.__name__)
def test_data_objects_are_documented(cls: type[RemoteObject]) -> None:
    assert doc_of(cls)
    assert not doc_of(cls).startswith(f"{cls.__name__}(")
    assert all(one.doc for one in fields_of(cls))
