"""What one remote method is: names, types, words, and who may call it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from remoteapi.rpc.types.wire_type import WireType, wire_type

TOKEN = "token"  # a parameter's name, not a secret


class Group(StrEnum):
    """The chapters of the reference; every method is in one."""

    AUTHENTICATION = "Authentication"
    ADMINISTRATION = "Administration"
    GENERAL = "General"
    SPACES = "Spaces"
    PAGES = "Pages"
    BLOG_POSTS = "Blog posts"
    COMMENTS = "Comments"
    ATTACHMENTS = "Attachments"
    LABELS = "Labels"
    SEARCH = "Search"
    USERS = "Users"
    GROUPS = "Groups"
    PERMISSIONS = "Permissions"
    NOTIFICATIONS = "Notifications"


class Access(Enum):
    """Who may call a method at all; what the method may show or change, the wiki's permissions decide."""

    NO_TOKEN = "anybody, without a token"
    ANY_TOKEN = "anybody, with any token"
    READ = "anybody who may use the remote API, and sees what they may view"
    WRITE = "anybody who may use the remote API, and changes what they may change"
    LOGGED_IN = "everybody who is logged in"
    ADMINISTRATOR = "administrators of the site"
    SYSTEM_ADMINISTRATOR = "system administrators"


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name in Python and on the wires, and its type."""

    python_name: str
    name: str
    type: WireType


@dataclass(frozen=True)
class MethodSpec:
    """One remote method of one name and number of parameters.

    Attributes:
        name: the method's name on every wire.
        function: takes a Call and the parameters after the token.
        parameters: all that a caller passes, the token (where there is one) first.
        result: what it gives.
        faults: the exceptions beside RemoteException that it declares.
        access: who may call it.
        changes: whether it may change anything; a token for reading does not open it then.
        atomic: whether it runs in one transaction.
        gives_body: its whole sense is a body, so that a version without bodies refuses it.
        null_reason: why the result may be null, for wires that have no null.
        extra: the original never had it.
        doc: what it does, in the words of the reference.
        group: the chapter of the reference.
    """

    name: str
    function: Callable[..., Any]
    parameters: tuple[Parameter, ...]
    result: WireType
    faults: tuple[str, ...]
    access: Access
    changes: bool
    atomic: bool
    gives_body: bool
    null_reason: str
    extra: bool
    doc: str
    group: Group

    @property
    def arity(self) -> int:
        """How many arguments a caller passes, the token included."""
        return len(self.parameters)

    @property
    def takes_token(self) -> bool:
        """Whether the first argument is a session token."""
        return self.access is not Access.NO_TOKEN

    @property
    def own_parameters(self) -> tuple[Parameter, ...]:
        """The parameters that the function itself takes."""
        return self.parameters[1:] if self.takes_token else self.parameters

    @property
    def signature(self) -> str:
        """The method as the documentation writes it: `getPage(token: string, pageId: long) -> RemotePage`."""
        return self._signature(self.parameters)

    @property
    def signature_without_token(self) -> str:
        """The method as it is called where no token is passed: `getPage(pageId: long) -> RemotePage`."""
        return self._signature(self.own_parameters)

    def _signature(self, parameters: tuple[Parameter, ...]) -> str:
        given = ", ".join(f"{one.name}: {one.type.label}" for one in parameters)
        return f"{self.name}({given}) -> {self.result.label}"

    @property
    def anchor(self) -> str:
        """A name for links to the method, unique among its overloads."""
        return f"{self.name}-{self.arity}"


TOKEN_PARAMETER = Parameter(TOKEN, TOKEN, wire_type(str))
