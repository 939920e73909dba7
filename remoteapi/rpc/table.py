"""The table of remote methods: filled while they are imported, then frozen; looked up by name and arity."""

from collections.abc import Iterator

from remoteapi.errors import NoSuchMethod
from remoteapi.rpc.spec import MethodSpec


class TableError(TypeError):
    """A declaration that the table can't take; the start fails with it."""


class MethodTable:
    """All remote methods; those of one name are its overloads, told apart by the number of arguments."""

    def __init__(self) -> None:
        self._by_name: dict[str, dict[int, MethodSpec]] = {}
        self._frozen = False

    def add(self, spec: MethodSpec) -> None:
        """Take a method.

        Raises:
            TableError: the table is frozen, or has a method of this name and number of arguments.
        """
        if self._frozen:
            raise TableError(f"{spec.name} comes too late: the table of remote methods is frozen")
        overloads = self._by_name.setdefault(spec.name, {})
        if spec.arity in overloads:
            raise TableError(f"{spec.name} with {spec.arity} arguments is declared twice")
        overloads[spec.arity] = spec

    def freeze(self) -> None:
        """Take no more methods."""
        self._frozen = True

    @property
    def is_frozen(self) -> bool:
        """Whether the table takes no more methods."""
        return self._frozen

    def find(self, name: str, arity: int) -> MethodSpec:
        """The method of this name that takes so many arguments.

        Raises:
            NoSuchMethod: there is none; the message names the overloads that there are.
        """
        overloads = self._by_name.get(name)
        if overloads is None:
            raise NoSuchMethod(f"there is no method {name}")
        spec = overloads.get(arity)
        if spec is None:
            fitting = "; ".join(one.signature for one in overloads.values())
            raise NoSuchMethod(f"{name} does not take {arity} arguments; this would fit: {fitting}")
        return spec

    def find_without_token(self, name: str, arity: int) -> MethodSpec:
        """The method of this name that takes so many arguments, a token not counted.

        Raises:
            NoSuchMethod: there is none; the message names the overloads that there are.
        """
        for spec in self._by_name.get(name, {}).values():
            if len(spec.own_parameters) == arity:
                return spec
        if name not in self._by_name:
            raise NoSuchMethod(f"there is no method {name}")
        fitting = "; ".join(one.signature_without_token for one in self._by_name[name].values())
        raise NoSuchMethod(f"{name} does not take {arity} arguments; this would fit: {fitting}")

    def overloads(self, name: str) -> tuple[MethodSpec, ...]:
        """The methods of a name, in the order of their declaration; empty for an unknown name."""
        return tuple(self._by_name.get(name, {}).values())

    def names(self) -> list[str]:
        """All names, sorted."""
        return sorted(self._by_name)

    def __iter__(self) -> Iterator[MethodSpec]:
        for overloads in self._by_name.values():
            yield from overloads.values()

    def __len__(self) -> int:
        return sum(len(overloads) for overloads in self._by_name.values())


TABLE = MethodTable()
