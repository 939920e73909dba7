#!/usr/bin/env python3
"""Measures how fast wiki markup and Markdown become storage format, and whether hostile texts take time in proportion.

    .venv/bin/python -m bench.markup [--megabytes 1 2 5] [--only-throughput] [--markdown]

Realistic text is what packages have under /usr/share/doc, roughly marked up; where there is too little of it, it is
made of words. The floor is reading the result with the strict parser of storage format, in turns with the conversion.
A hostile text is one short piece over and over, in several sizes: time for each megabyte should stay the same.
"""

import argparse
import gzip
import os
import platform
import random
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from wiki.markup import convert
from wiki.markup.catalogue import NoMacros
from wiki.markup.errors import MarkupTooLong
from wiki.markup.markdown import convert_markdown
from wiki.storage_format.parser import parse

DOCUMENTATION = Path("/usr/share/doc")
WANTED = 2_000_000
ROUNDS = 5
SIGNS = (
    "[ { * | ! {color} {color:red} {info} {a} {quote} {code} {noformat: \\ \\[ [a|b] [a| !a.png! {{a}} _a *a* {a}{b} "
    "[[a] & http://a"
)
LINES = ["* ", "*a _b ", "\n* a", "\n** a", "\n|a|b|", "\n|a", "\n|* a", "\nh1. {toc}", "\n[] x"]
MARKDOWN_SIGNS = "[ ![ * _ ` < [a]( > - | **a <b> <!-- [^a]"
MARKDOWN_LINES = ["> ", "- a\n", "|a|b\n|-|-\n", "[a]: b\n"]
CASES = Path(__file__).resolve().parent.parent / "tests/cases/markup"

Convert = Callable[[str], str]


def of_wiki_markup(text: str) -> str:
    """Convert wiki markup without a wiki's own macros."""
    return convert(text, NoMacros())


def texts(pattern: str) -> str:
    """Join what packages say, in the order of its names, until there is enough."""
    found: list[str] = []
    length = 0
    for path in sorted(DOCUMENTATION.rglob(pattern)) if DOCUMENTATION.is_dir() else ():
        if length >= WANTED or not path.is_file() or path.is_symlink():
            continue
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = data.decode("utf-8", "replace")[:200_000]
        found.append(text)
        length += len(text)
    return "\n\n".join(found)


def marked_up(text: str) -> str:
    """Turn plain documentation into rough wiki markup: headings, lists, code, effects, tables, boxes."""
    text = re.sub(r"(?m)^(\S.{0,70})\n[=~-]{3,}$", r"h2. \1", text)
    text = re.sub(r"(?m)^[ \t]*[*-] ", "* ", text)
    text = re.sub(r"(?m)^[ \t]*\d+[.)] ", "# ", text)
    text = re.sub(r"((?:\n(?: {4,}|\t).*){2,})", r"\n{code}\1\n{code}", text)
    text = re.sub(r"`([^`'\n]{1,40})['`]", r"{{\1}}", text)
    text = re.sub(r"\b([A-Z]{4,})\b", r"*\1*", text)
    text = re.sub(r"\b(see|See) (\w+)", r"\1 [\2|KEY:\2 page]", text)
    return re.sub(r"(?m)^(\w+):[ \t]+(\w[^\n]*)$", r"|*\1*|\2|", text)


def invented() -> str:
    """Make text of words, where packages have none."""
    chosen = random.Random(1)
    words = ["".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=chosen.randint(2, 9))) for _ in range(2000)]
    blocks = []
    for number in range(WANTED // 400):
        words_of_block = " ".join(chosen.choices(words, k=60))
        blocks.append((f"h2. {words_of_block[:40]}", f"* {words_of_block}", words_of_block)[number % 3])
    return "\n\n".join(blocks)


def dense() -> str:
    """Give text that is nearly all markup: the cases of the tests, over and over."""
    cases = "\n\n".join(
        (CASES / f"{name}.txt").read_text(encoding="utf-8") for name in ("blocks", "effects", "links", "macros")
    )
    markup = re.sub(r"(?ms)^=>$.*?(?:^===[^\n]*$|\Z)", "", cases)
    return markup * (WANTED // 2 // len(markup))


def seconds(work: Callable[[], object]) -> float:
    """Give the processor's time that something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def throughput(name: str, text: str, converted: Convert) -> tuple[str, ...]:
    """Measure one realistic text in turns with its floor."""
    result = converted(text)
    parse(result)
    taken, floor = [], []
    for _ in range(ROUNDS):
        floor.append(seconds(lambda: parse(result)))
        taken.append(seconds(lambda: converted(text)))
    middle, lowest = statistics.median(taken), statistics.median(floor)
    size = len(text) / 1e6
    return name, f"{size:.1f}", f"{middle:.2f}", f"{size / middle:.2f}", f"{lowest:.2f}", f"{middle / lowest:.1f}"


def hostile(unit: str, megabytes: list[float], converted: Convert) -> tuple[str, ...]:
    """Measure one hostile text in several sizes."""
    taken: list[float | None] = []
    for size in megabytes:
        text = unit * int(size * 1_000_000 / len(unit))
        try:
            taken.append(seconds(lambda text=text: converted(text)))  # type: ignore[misc]
        except MarkupTooLong:
            taken.append(None)
    cells = [repr(unit).strip("'")]
    for number, spent in enumerate(taken):
        if spent is None:
            cells += ["refused", ""]
            continue
        rate = spent / megabytes[number]
        first = taken[0]
        cells += [f"{spent:.2f}", f"{rate / (first / megabytes[0]):.2f}" if first else ""]
    return tuple(cells)


def print_table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]], markdown: bool) -> None:
    """Print what was measured."""
    print(f"\n{title}\n")
    for line in (heads, ("---", *("--:" for _ in heads[1:])), *rows) if markdown else (heads, *rows):
        cells = [cell.replace("|", "\\|") if markdown else f"{cell:>10}" for cell in line]
        print(f"| {' | '.join(cells)} |" if markdown else "  " + "".join(cells))


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description="Measures the conversion of wiki markup and of Markdown.")
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1, 2, 5], help="sizes of the hostile texts")
    parser.add_argument("--only-throughput", action="store_true", help="leave the hostile texts out")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    options = parser.parse_args()
    print(f"{platform.node()}: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    plain = texts("README*") + texts("NEWS*")
    wiki = marked_up(plain) if len(plain) > WANTED / 4 else invented()
    markdown = texts("*.md*")
    rows = [throughput("wiki markup", wiki[:WANTED], of_wiki_markup)]
    rows.append(throughput("dense markup", dense(), of_wiki_markup))
    rows.append(throughput("Markdown", (markdown if len(markdown) > WANTED / 20 else wiki)[:WANTED], convert_markdown))
    print_table("Realistic text", ("text", "MB", "s", "MB/s", "floor s", "ratio"), rows, options.markdown)
    if options.only_throughput:
        return
    heads = ["over and over"]
    for size in options.megabytes:
        heads += [f"{size:g} MB, s", "per MB"]
    for name, units, converted in (
        ("wiki markup", [*SIGNS.split(), *LINES], of_wiki_markup),
        ("Markdown", [*MARKDOWN_SIGNS.split(), *MARKDOWN_LINES], convert_markdown),
    ):
        measured = [hostile(unit, options.megabytes, converted) for unit in units]
        print_table(
            f"Hostile {name}: per MB is the time for a megabyte, as a multiple of that of the first size",
            tuple(heads),
            measured,
            options.markdown,
        )


if __name__ == "__main__":
    main()
