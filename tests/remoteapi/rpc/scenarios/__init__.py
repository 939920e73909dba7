"""Scenarios: each remote method's one example, written once and played over every wire in both versions.

One module for each noun. A scenario is a function with `@scenario("NAME-NUMBER")`, where NUMBER counts the method's
parameters, the token included (the anchor in the reference at /rpc/). It gets a `Stage` (see `stage.py`), calls the
method once with `stage.call(...)`, without the token, and checks what came back and what is in the database:

    @scenario("getPageSummary-2")
    def get_page_summary(stage: Stage) -> None:
        page = stage.world.page
        summary = stage.call(page.pk)
        assert (summary["id"], summary["title"]) == (page.pk, "Guide")

    @scenario("addGroup-2", by="admin")
    def add_group(stage: Stage) -> None:
        assert stage.call("Writers") is True
        assert group_exists("writers")

Values are plain Python, the same on all wires: int, str, bool, bytes, datetime with a zone, list, and dict for data
objects (by the wire names of their fields) and maps. A long is an int on the way in and out. An absent string is ""; a
field that is for structs only is missing on SOAP.

- `stage.world` is a small wiki with people, made once for each process (see `world.py`). Everything that a scenario
  changes is rolled back after it.
- `by` is who calls: "member" (the default: alice, who administers the space DOC but not the site) or "admin".
- Who has no rights in DOC plays the scenario, too, and must be refused, with nothing changed, or be given an empty
  list. Where there is nothing to refuse, `anybody="the reason"` says why; then somebody without rights is not tried.
- Bodies: `stage.body("text")` is a body in the format of the version, `stage.storage("text")` what it is when stored,
  and `stage.returned("text")` what comes back: in version 1 nothing.
- A method that gives a body (`gives_body`) is refused in version 1; the stage sees to that by itself.

`.venv/bin/pytest tests/remoteapi/rpc/test_every_method.py -k "getPage-2"` plays one; the whole module prints the table
of methods and wires, and fails for a method without a scenario.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.remoteapi.rpc.scenarios.stage import Stage

Caller = Literal["member", "admin"]


@dataclass(frozen=True)
class Scenario:
    """One method's example: who calls, why nobody is refused (if so), and what to play."""

    method: str
    by: Caller
    anybody: str
    play: Callable[[Stage], None]


SCENARIOS: dict[str, Scenario] = {}


def scenario(
    method: str, *, by: Caller = "member", anybody: str = ""
) -> Callable[[Callable[[Stage], None]], Callable[[Stage], None]]:
    """Declare the scenario of a method.

    Args:
        method: its name, a dash, and the number of its parameters with the token.
        by: who calls.
        anybody: why somebody without rights in the space is not refused.
    """

    def declare(play: Callable[[Stage], None]) -> Callable[[Stage], None]:
        assert method not in SCENARIOS, f"{method} has two scenarios"
        SCENARIOS[method] = Scenario(method, by, anybody, play)
        return play

    return declare


def load_all() -> dict[str, Scenario]:
    """Give all scenarios."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return SCENARIOS
