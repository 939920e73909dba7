"""Reading what an address or a form names: ids, version numbers, flags and texts."""

from django.http import HttpRequest

from wiki.errors import NoSuchContent, NoSuchVersion

_LARGEST_ID = 2**63 - 1
_LARGEST_VERSION = 2**31 - 1
_TRUE = frozenset({"1", "true", "on", "yes"})


def value_of(request: HttpRequest, *names: str) -> str:
    """Give the first of some parameters that is there, of the form or of the address; nothing if none is."""
    for name in names:
        for source in (request.POST, request.GET):
            value = source.get(name)
            if isinstance(value, str) and value:
                return value
    return ""


def optional_id(request: HttpRequest, *names: str) -> int | None:
    """Give an id that may be missing.

    Raises:
        NoSuchContent: it is there and no number that an id could be.
    """
    given = value_of(request, *names)
    if not given:
        return None
    number = _number(given)
    if number is None or not 0 < number <= _LARGEST_ID:
        raise NoSuchContent(given[:80])
    return number


def ids_of(request: HttpRequest, name: str, most: int) -> list[int]:
    """Give the ids that stand in a parameter with commas between; what is none is passed over.

    Args:
        most: no more than so many are read.
    """
    numbers = (_number(given) for given in value_of(request, name).split(",", most)[:most])
    return [number for number in numbers if number is not None and 0 < number <= _LARGEST_ID]


def required_id(request: HttpRequest, *names: str) -> int:
    """Give an id.

    Raises:
        NoSuchContent: it is missing or no number that an id could be.
    """
    number = optional_id(request, *names)
    if number is None:
        raise NoSuchContent
    return number


def version_number(given: str) -> int:
    """Read the number of a version.

    Raises:
        NoSuchVersion: it is no number that a version could have.
    """
    number = _number(given)
    if number is None or not 0 < number <= _LARGEST_VERSION:
        raise NoSuchVersion(given[:80])
    return number


def flag_of(request: HttpRequest, name: str) -> bool:
    """Say whether a flag is set."""
    return value_of(request, name).lower() in _TRUE


def page_number(request: HttpRequest) -> int:
    """Give the number of the page of a list that is asked for: 1 where that is missing or makes no sense."""
    number = _number(request.GET.get("page", ""))
    return number if number is not None and 0 < number <= _LARGEST_VERSION else 1


def storage_of(request: HttpRequest, name: str) -> str:
    """Give a text of a form with the line ends that it had before the browser changed them."""
    return value_of(request, name).replace("\r\n", "\n").replace("\r", "\n")


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
