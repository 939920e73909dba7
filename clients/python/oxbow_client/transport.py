"""JSON-RPC over HTTP with urllib: one connection's address and credentials, and the one way a call takes."""

from __future__ import annotations

import base64
import itertools
import json
import urllib.error
import urllib.request
from functools import cache
from typing import Any

from oxbow_client import objects
from oxbow_client.errors import EXCEPTIONS, RemoteException, TransportError
from oxbow_client.values import from_json, to_json


class Connection:
    """Where the wiki is, and who calls.

    Args:
        address: of the wiki, such as `https://wiki.example.org`.
        token: a personal token, or the result of `login`.
        username: with `password`, in the place of a token.
        password: of the user.
        version: of the API; 2 takes and gives storage format, 1 takes wiki markup.
        timeout: seconds to wait for an answer.
    """

    def __init__(
        self,
        address: str,
        *,
        token: str = "",
        username: str = "",
        password: str = "",
        version: int = 2,
        timeout: float = 60,
    ) -> None:
        if token and username:
            raise ValueError("a token or a username with its password, not both")
        self.address = f"{address.rstrip('/')}/rpc/json-rpc/confluenceservice-v{version}"
        self.timeout = timeout
        self._numbers = itertools.count(1)
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        elif username:
            pair = f"{username}:{password}".encode()
            self._headers["Authorization"] = "Basic " + base64.b64encode(pair).decode("ascii")

    def call(self, name: str, arguments: list[Any], result: str = "Any") -> Any:
        """Call a method by the name that it has in the remote API.

        Args:
            name: the method.
            arguments: by position.
            result: the type of the result, as an annotation has it.

        Raises:
            RemoteException: the server refused the call; mostly one of its subclasses.
            TransportError: the server could not be reached, or speaks no JSON-RPC.
        """
        number = next(self._numbers)
        request = {"jsonrpc": "2.0", "method": name, "params": [to_json(one) for one in arguments], "id": number}
        answer = self._post(json.dumps(request).encode())
        if error := answer.get("error"):
            data = error.get("data") or {}
            kind = EXCEPTIONS.get(str(data.get("exception", "")).rpartition(".")[2], RemoteException)
            raise kind(error.get("message", ""), error.get("code", 0))
        if answer.get("id") != number:
            raise TransportError("the answer is one to another call")
        return from_json(answer.get("result"), _type(result))

    def call_overload(
        self, name: str, given: tuple[Any, ...], named: dict[str, Any], forms: dict[tuple[str, ...], str]
    ) -> Any:
        """Call the form of a method that takes these arguments, by position or by name.

        Args:
            name: the method.
            given: arguments by position.
            named: arguments by name.
            forms: the type of the result by the names of the parameters.

        Raises:
            TypeError: no form takes these.
        """
        for names, result in forms.items():
            rest = names[len(given) :]
            if len(names) == len(given) + len(named) and set(rest) == named.keys():
                return self.call(name, [*given, *(named[one] for one in rest)], result)
        raise TypeError(f"{name} takes {' or '.join(str(names) for names in forms)}")

    def _post(self, body: bytes) -> dict[str, Any]:
        request = urllib.request.Request(self.address, body, self._headers)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                text = response.read()
        except urllib.error.HTTPError as error:
            # Wrong credentials come with the status 401, and with the reason as in any other answer.
            text = error.read()
            if "json" not in error.headers.get("Content-Type", ""):
                raise TransportError(f"{self.address} answers {error.code} {error.reason}") from None
        except OSError as error:
            raise TransportError(f"{self.address} can't be reached: {error}") from error
        try:
            answer = json.loads(text)
        except ValueError:
            raise TransportError(f"{self.address} does not answer JSON") from None
        if not isinstance(answer, dict):
            raise TransportError(f"{self.address} does not answer JSON-RPC")
        return answer


@cache
def _type(annotation: str) -> Any:
    return eval(annotation, {"objects": objects, "Any": Any, "datetime": objects.datetime})  # noqa: S307
