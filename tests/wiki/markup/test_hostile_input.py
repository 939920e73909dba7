"""Texts made to hurt take time in proportion to their length, and no depth is too deep."""

import time

import pytest

from wiki.markup import conversion, convert
from wiki.markup.catalogue import NoMacros
from wiki.markup.errors import MarkupTooLong
from wiki.storage_format.parser import parse

SIGNS = (
    "[ { {{ * | || ! !a {color} {color:red} {color:red}a {info} {info: {a} {a}{b} \\ \\[ [a|b] [a| !a.png! {quote} ( "
    "& < {code} {noformat: - ] [^a^ {*} {_}a a{*} ^ ~ ?? {info}{note} \\\\ [[a] [a] [!a.png!|b] http://(((( @a[b@c] }} "
    "{{{ *_+-^~ *a* [*a*|b] mailto:"
)
LINES = ["* ", "_a ", "*a _b ", "{{a}} ", "\n* a", "\n** a", "\n|a|b|", "\n|a", "\n[] x", "\n|* a\n", "h1. ", "\n||"]
LONG = ["[" + "\\a" * 4000 + "|b]", "!a|" + "x=1," * 2000 + "!", "{a:" + "x=1|" * 2000 + "}"]


def seconds(text: str) -> float:
    began = time.process_time()
    convert(text, NoMacros())
    return time.process_time() - began


@pytest.mark.parametrize("unit", [*SIGNS.split(), *LINES, *LONG])
def test_time_grows_with_the_length_only(unit: str):
    small, large = unit * (2_000 // len(unit) * 2 + 2), unit * 8 * (2_000 // len(unit) * 2 + 2)
    convert(small, NoMacros())
    limit = 25 * min(seconds(small) for _ in range(2)) + 0.05
    # Eight times the text: a quadratic reader takes 64 times as long. A busy machine gets a second chance.
    assert seconds(large) < limit or seconds(large) < limit


@pytest.mark.parametrize(
    "markup",
    [
        "".join(f"{{a{n}}}" for n in range(5000)) + "x" + "".join(f"{{a{n}}}" for n in reversed(range(5000))),
        "".join(f"* {{a{n}}}\n" for n in range(3000)) + "".join(f"{{a{n}}}" for n in reversed(range(3000))),
        "{color:red}" * 5000 + "x" + "{color}" * 5000,
        "*" * 5000 + " a",
        "\n".join("*" * n + " a" for n in range(1, 1000)),
    ],
    ids=["macros", "macros in items", "colours", "one deep item", "ever deeper items"],
)
def test_deep_nesting(markup: str):
    storage = convert(markup, NoMacros())
    parse(storage)
    assert "x" in storage or "a" in storage


def test_what_is_too_deep_is_shown_as_it_was_written():
    markup = "".join(f"{{a{n}}}" for n in range(400)) + "the core" + "".join(f"{{a{n}}}" for n in reversed(range(400)))
    assert "{a399}the core{a399}" in convert(markup, NoMacros())


def test_a_row_with_too_many_cells_is_text():
    assert "<table>" in convert("|a" * 500, NoMacros())
    assert convert("|a" * 501, NoMacros()) == f"<p>{'|a' * 501}</p>"


def test_what_becomes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(conversion, "MAX_LENGTH", 1000)
    assert len(convert("&" * 198, NoMacros())) == 997
    with pytest.raises(MarkupTooLong, match="becomes 1002 characters; at most 1000 are taken"):
        convert("&" * 199, NoMacros())
    with pytest.raises(MarkupTooLong, match="has 1001 characters"):
        convert("a" * 1001, NoMacros())
