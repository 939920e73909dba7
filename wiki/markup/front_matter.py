"""The facts that stand above the text of a Markdown file: between lines of `---` in YAML, or of `+++` in TOML."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

LONGEST = 20_000
"""How many characters a head may have; a longer one is text."""

_LINE = re.compile(r"([A-Za-z_][\w .-]{0,99}?)[ \t]*:(?:[ \t]+(\S.*?))?[ \t]*\Z")
_NO_PLAIN_TEXT = tuple("[{&*!|>%@`'\"#")
_NOTHING = frozenset({"~", "null", "Null", "NULL"})


@dataclass
class FrontMatter:
    """What a head says.

    Attributes:
        values: texts by name in lower case; a single value is a list of one.
        text: what stands below the head.
        problem: why only the lines `name: value` of the head were read; empty where all of it was.
    """

    values: dict[str, list[str]] = field(default_factory=dict)
    text: str = ""
    problem: str = ""

    def first(self, *names: str) -> str:
        """Give the first value that one of some names has; empty for none."""
        return next((value for name in names for value in self.values.get(name, []) if value), "")

    def all(self, *names: str) -> list[str]:
        """Give all values that some names have."""
        return [value for name in names for value in self.values.get(name, []) if value]


def split_front_matter(text: str) -> FrontMatter:
    """Part the head from a text; a text without a head comes back whole."""
    for mark in ("---", "+++"):
        head, rest = _parted(text, mark)
        if head is None:
            continue
        values, problem = _yaml(head) if mark == "---" else (_toml(head), "")
        if values:
            return FrontMatter(values, rest, problem)
    return FrontMatter({}, text)


def _parted(text: str, mark: str) -> tuple[str | None, str]:
    if not text.startswith((f"{mark}\n", f"{mark}\r\n")):
        return None, text
    begin = text.index("\n") + 1
    end = re.compile(rf"^(?:{re.escape(mark)}|\.\.\.)[ \t]*\r?$", re.MULTILINE).search(text, begin, begin + LONGEST)
    if end is None:
        return None, text
    return text[begin : end.start()], text[end.end() :].removeprefix("\n")


class _TextLoader(yaml.BaseLoader):
    """Reads every value as the text that is written: a version 1.10 stays one, and `no` is a word.

    It makes nothing but texts, lists and mappings, whatever tags say. Aliases are refused: a few lines of them
    stand for billions of values.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Read the next node, unless it is an alias."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not taken", self.peek_event().start_mark)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        """Give the text of a value; that of nothing is empty."""
        value: str = super().construct_scalar(node)
        return "" if node.style is None and value in _NOTHING else value


def _yaml(head: str) -> tuple[dict[str, list[str]], str]:
    """Read names and values; none where it is no head: a rule between two paragraphs looks like one."""
    try:
        return _texts(yaml.load(head, Loader=_TextLoader)), ""
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f", line {mark.line + 2}" if mark is not None else ""
        return _lines(head), f"{error.problem or error.context}{where}"
    except (yaml.YAMLError, RecursionError) as error:
        return _lines(head), str(error).splitlines()[0]


def _lines(head: str) -> dict[str, list[str]]:
    """Read the values that stand in one line with their name, of a head that begins with such a line."""
    lines = [line for line in head.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines or _LINE.match(lines[0]) is None:
        return {}
    named = [match for line in lines if (match := _LINE.match(line))]
    return {match[1].lower(): [match[2]] for match in named if match[2] and not match[2].startswith(_NO_PLAIN_TEXT)}


def _toml(head: str) -> dict[str, list[str]]:
    try:
        return _texts(tomllib.loads(head))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}


def _texts(values: Any) -> dict[str, list[str]]:
    """Give the texts by name; what is deeper than a list of texts is left out."""
    if not isinstance(values, dict):
        return {}
    found: dict[str, list[str]] = {}
    for name, value in values.items():
        listed = value if isinstance(value, list) else [value]
        found[str(name).lower()] = [str(one) for one in listed if not isinstance(one, dict | list)]
    return found
