#!/usr/bin/env python3
"""Measures exports: pages a second of the clock and of the processor, and the most memory that they take.

    .venv/bin/python bench/transfer.py [--pages 20000] [--pdf-pages 200] [--database postgresql://…] [--markdown]

It makes a new wiki, writes pages into it in bulk, and exports their space as XML and as HTML, each in a process of its
own; and the first of them as PDF.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.run import ROOT, new_wiki


class Silence:
    """Hears of progress, and does nothing about it."""

    def step(self, name: str, total: int | None = None) -> None:
        """Hear of a step."""

    def advance(self, count: int = 1) -> None:
        """Hear of progress."""


def export(kind: str, markdown: bool) -> None:
    """Export the space, and print how fast that was."""
    from accounts.actor import Actor
    from accounts.queries import user_by_name
    from bench.seed import KEY
    from wiki.models import Space
    from wiki.transfer.confluence_xml.package_writer import PackageRequest, write_package
    from wiki.transfer.exported import Exported, highest_content_id
    from wiki.transfer.html_export import write_html
    from wiki.transfer.pdf import write_space_pdf

    space = Space.objects.get(key=KEY)
    exported = Exported(Actor.for_user(user_by_name("reader")), False, highest_content_id())
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "export"
        began, worked = time.perf_counter(), time.process_time()
        if kind == "xml":
            request = PackageRequest([space], whole_site=False, attachments=True)
            facts = write_package(target, exported, request, Silence())
        elif kind == "html":
            facts = write_html(target, exported, space, Silence())
        else:
            facts = write_space_pdf(target, exported, space, Silence())
        taken, worked = time.perf_counter() - began, time.process_time() - worked
        size = target.stat().st_size / 1024 / 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speeds = (f"{facts.contents / taken:,.0f}/s", f"{facts.contents / worked:,.0f}/s")
    cells = (kind, f"{facts.contents:,}", *speeds, f"{memory:,.0f} MB", f"{size:,.1f} MB")
    print("| " + " | ".join(cells) + " |" if markdown else "".join(f"{cell:>16}" for cell in cells), flush=True)


def main() -> None:
    """Run the program."""
    arguments = _arguments()
    if arguments.do:
        import django

        django.setup()
        if arguments.do == "fill":
            from bench.seed import seed

            seed(arguments.pages)
        else:
            export(arguments.do, arguments.markdown)
        return
    for kinds, pages in ((("xml", "html"), arguments.pages), (("pdf",), arguments.pdf_pages)):
        with new_wiki(arguments.database) as (_home, _port, environ):
            for what in ("fill", *kinds):
                command = [sys.executable, __file__, "--do", what, "--pages", str(pages)]
                command += ["--markdown"] if arguments.markdown else []
                subprocess.run(command, env=environ, cwd=ROOT, check=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--pdf-pages", type=int, default=200)
    parser.add_argument("--database", default="")
    parser.add_argument("--markdown", action="store_true", help="print the rows of a table")
    parser.add_argument("--do", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
