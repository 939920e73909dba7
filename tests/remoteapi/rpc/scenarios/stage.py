"""The stage that a scenario is played on: one method, one wire, one version, one caller."""

from html import escape
from typing import Any

from remoteapi.rpc.spec import MethodSpec
from tests.clients.wire import Wire, WireFault
from tests.remoteapi.rpc.scenarios.world import World


class Refused(Exception):
    """The call was refused, as it should be: there is nothing more to play."""


class Stage:
    """What a scenario calls and looks at.

    Attributes:
        world: the wiki.
        spec: the method.
        wire: the client.
        version: of the API.
        is_refusal: the caller has no rights, so the call must be refused.
        calls: how many calls gave what they should.
    """

    def __init__(self, world: World, spec: MethodSpec, wire: Wire, version: int, by: str, *, is_refusal: bool) -> None:
        self.world = world
        self.spec = spec
        self.wire = wire
        self.version = version
        self.by = by
        self.is_refusal = is_refusal
        self.calls = 0

    def call(self, *arguments: Any) -> Any:
        """Call the method as the scenario's caller; the token is passed by itself.

        Raises:
            WireFault: the answer is a fault.
            Refused: it is one, and should be: for a caller without rights, and in version 1 for what gives a body.
        """
        if self.is_refusal:
            self._be_refused(("NotPermittedException", "RemoteException", "InvalidSessionException"), arguments)
        if self.version == 1 and self.spec.gives_body:
            text = self._be_refused(("RemoteException",), arguments)
            assert "use the version 2 API" in text
            raise Refused
        answer = self.wire.call(self.spec, self.version, self.world.token(self.by), list(arguments))
        self.calls += 1
        return answer

    def call_without_null(self, *arguments: Any) -> Any:
        """Call a method whose result is null here; on a wire without null a fault stands for it, given as None."""
        try:
            return self.call(*arguments)
        except WireFault as fault:
            assert not self.wire.has_null, fault
            assert fault.reason.endswith(self.spec.null_reason)
            self.calls += 1
            return None

    def body(self, text: str) -> str:
        """A body of one paragraph in the format of the version."""
        return text if self.version == 1 else self.storage(text)

    def storage(self, text: str) -> str:
        """The same body as it is stored."""
        return f"<p>{escape(text, quote=False)}</p>"

    def returned(self, text: str) -> str:
        """The same body as a data object has it that a call of this version gives."""
        return "" if self.version == 1 else self.storage(text)

    def _be_refused(self, exceptions: tuple[str, ...], arguments: tuple[Any, ...]) -> str:
        before = self.world.trace()
        try:
            answer = self.wire.call(self.spec, self.version, self.world.token(self.by), list(arguments))
        except WireFault as fault:
            assert fault.exception in exceptions, fault
            assert "incident id" not in fault.reason
            assert self.world.trace() == before, "a refused call left something behind"
            if self.is_refusal:
                raise Refused from None
            return fault.reason
        # Who sees nothing of what a list would show gets an empty one.
        if self.is_refusal and answer == [] and not self.spec.changes:
            raise Refused
        raise AssertionError(f"{self.spec.name} should have been refused, but gave {answer!r}")
