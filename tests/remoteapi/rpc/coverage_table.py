"""The table of coverage: which method was called by tests over which wire in which version, told after the run.

It knows pytest only. A run that collected every cell and leaves one empty fails; a run of a part tells what it called.
Each worker of pytest-xdist hands its calls to the one that prints.
"""

from collections import Counter
from typing import Any

CALLS: Counter[tuple[str, str]] = Counter()
"""Calls that gave what they should, by method and column."""

REFUSED: set[tuple[str, str]] = set()
"""Calls that a version refuses, and did."""

EXPECTED: set[tuple[str, str]] = set()
"""The cells that this run collected tests for."""

_NAME = "coverage_of_the_remote_api"
_whole: list[tuple[list[str], list[str]]] = []


def expect_whole_table(methods: list[str], columns: list[str]) -> None:
    """Tell what the whole table is."""
    _whole[:] = [(methods, columns)]


def note_call(method: str, column: str, *, refused: bool = False) -> None:
    """Count a call that gave what it should, or was refused as it should be."""
    CALLS[method, column] += 1
    if refused:
        REFUSED.add((method, column))


def pytest_collection_finish(session: Any) -> None:
    """See which cells this run will fill."""
    for item in session.items:
        for mark in item.iter_markers("cell"):
            EXPECTED.add(mark.args)


def pytest_sessionfinish(session: Any, exitstatus: int) -> None:
    """Hand the calls over; fail a whole run that leaves a cell empty."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_NAME] = {
            "calls": [[*cell, count] for cell, count in CALLS.items()],
            "refused": [list(cell) for cell in REFUSED],
            "expected": [list(cell) for cell in EXPECTED],
            "whole": [list(part) for part in _whole],
        }
    elif empty_cells() and exitstatus == 0:
        session.exitstatus = 1


def pytest_testnodedown(node: Any, error: Any) -> None:
    """Take over what a worker called."""
    given = getattr(node, "workeroutput", {}).get(_NAME)
    if given is None:
        return
    for method, column, count in given["calls"]:
        CALLS[method, column] += count
    REFUSED.update((method, column) for method, column in given["refused"])
    EXPECTED.update((method, column) for method, column in given["expected"])
    if given["whole"]:
        methods, columns = given["whole"][0]
        expect_whole_table(methods, columns)


def is_whole() -> bool:
    """Whether this run had a test for every cell."""
    return bool(_whole) and len(EXPECTED) == len(_whole[0][0]) * len(_whole[0][1])


def empty_cells() -> list[tuple[str, str]]:
    """The cells that a whole run left empty; none for the run of a part."""
    return sorted(cell for cell in EXPECTED if not CALLS[cell]) if is_whole() else []


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table, and the cells that are empty."""
    if not CALLS or not _whole:
        return
    methods, columns = _whole[0]
    called = {method for method, _ in CALLS}
    widest = max(len(method) for method in methods)
    terminalreporter.section("remote methods called over each wire")
    terminalreporter.line(" " * widest + "".join(f"{column:>11}" for column in columns))
    for method in methods:
        if method in called or is_whole():
            terminalreporter.line(f"{method:<{widest}}" + "".join(f"{_cell(method, column):>11}" for column in columns))
    terminalreporter.line(f"{len(methods)} methods, {len(columns)} ways each; r: refused by that version, as it should")
    for method, column in empty_cells():
        terminalreporter.line(f"EMPTY: {method} was never called by {column}", red=True)


def _cell(method: str, column: str) -> str:
    count = CALLS[method, column]
    return "r" if (method, column) in REFUSED else str(count or "-")
