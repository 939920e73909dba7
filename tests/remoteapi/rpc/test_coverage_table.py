"""The table of coverage fails a whole run that leaves a cell empty, with and without workers."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from tests.remoteapi.rpc import coverage_table

CELLS = {(method, column) for method in ("a-1", "b-2") for column in ("xmlrpc v1", "json v2")}


class Terminal:
    """What the summary is printed on."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def section(self, title: str) -> None:
        self.lines.append(title)

    def line(self, text: str, **_marks: bool) -> None:
        self.lines.append(text)


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of two methods and two columns, of which a run collected all, and nothing called yet."""
    monkeypatch.setattr(coverage_table, "CALLS", Counter())
    monkeypatch.setattr(coverage_table, "REFUSED", set())
    monkeypatch.setattr(coverage_table, "EXPECTED", set(CELLS))
    monkeypatch.setattr(coverage_table, "_whole", [])
    coverage_table.expect_whole_table(["a-1", "b-2"], ["xmlrpc v1", "json v2"])


def finish(**config: Any) -> int:
    session = SimpleNamespace(config=SimpleNamespace(**config), exitstatus=0)
    coverage_table.pytest_sessionfinish(session, 0)
    return session.exitstatus


def printed() -> str:
    terminal = Terminal()
    coverage_table.pytest_terminal_summary(terminal)
    return "\n".join(terminal.lines)


def call_all_but(*left_out: tuple[str, str]) -> None:
    for cell in CELLS - set(left_out):
        coverage_table.note_call(*cell, refused=cell == ("a-1", "xmlrpc v1"))


def test_a_full_table_passes() -> None:
    call_all_but()
    assert finish() == 0
    assert "EMPTY" not in printed()
    assert "2 methods, 2 ways each" in printed()
    assert printed().count("r") > 1


def test_an_empty_cell_fails_and_is_named() -> None:
    call_all_but(("b-2", "json v2"))
    assert finish() == 1
    assert "EMPTY: b-2 was never called by json v2" in printed()


def test_a_run_of_a_part_does_not_fail() -> None:
    call_all_but(("b-2", "json v2"))
    coverage_table.EXPECTED.pop()
    assert finish() == 0
    assert "EMPTY" not in printed()


def test_a_run_without_calls_prints_nothing() -> None:
    assert printed() == ""


def test_workers_hand_their_calls_over(monkeypatch: pytest.MonkeyPatch) -> None:
    call_all_but(("b-2", "json v2"))
    output: dict[str, Any] = {}
    assert finish(workeroutput=output) == 0
    monkeypatch.setattr(coverage_table, "CALLS", Counter())
    monkeypatch.setattr(coverage_table, "EXPECTED", set())
    monkeypatch.setattr(coverage_table, "_whole", [])
    coverage_table.pytest_testnodedown(SimpleNamespace(workeroutput=output), None)
    coverage_table.pytest_testnodedown(SimpleNamespace(workeroutput=output), None)
    assert coverage_table.CALLS["a-1", "json v2"] == 2
    assert coverage_table.empty_cells() == [("b-2", "json v2")]
    assert finish() == 1
