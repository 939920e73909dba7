"""How fast an export of many pages is imported, and how long others wait meanwhile: `python -m bench.imports [PAGES]`.

The site is a new one: SQLite in a folder of its own, or an empty database named by `DATABASE_URL`.
"""

import os
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

PAGES = 5000
BETWEEN_WRITES = 0.02


def make_export(path: Path, pages: int) -> None:
    """Write an export with pages in a tree, each with an earlier version, a label and a link."""
    from tests.wiki.transfer import packages
    from tests.wiki.transfer.packages import Ref, body, page, space, thing

    text = "<p>Some <strong>words</strong> of a page.</p>" * 40
    objects = [space("BENCH"), thing("Label", 3, name="red", namespace="global")]
    for number in range(pages):
        this = 1_000_000 + number
        link = f'<p><ac:link><ri:page ri:content-title="Page {number // 2}"/></ac:link></p>'
        above = {"parent": Ref("Page", 1_000_000 + (number - 1) // 10)} if number else {}
        objects += [
            page(this, f"Page {number}", text + link, **above),
            thing("Page", 2_000_000 + number, title=f"Page {number}", version=1, originalVersion=Ref("Page", this)),
            body(4_000_000 + number, Ref("Page", 2_000_000 + number), text),
            thing("Labelling", 5_000_000 + number, label=Ref("Label", 3), content=Ref("Page", this)),
        ]
    path.write_bytes(packages.package(*objects, key="BENCH"))


class OtherWriter:
    """Somebody who writes into the same SQLite file all the time; notes how long each write waited."""

    def __init__(self, path: Path) -> None:
        self.waited: list[float] = []
        self._path = path
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._write, daemon=True)

    def __enter__(self) -> "OtherWriter":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _write(self) -> None:
        connection = sqlite3.connect(self._path, timeout=60, isolation_level=None)
        connection.execute("CREATE TABLE IF NOT EXISTS bench_written (number INTEGER)")
        while not self._over.wait(BETWEEN_WRITES):
            begun = time.perf_counter()
            connection.execute("INSERT INTO bench_written VALUES (1)")
            self.waited.append(time.perf_counter() - begun)
        connection.close()

    def tell(self) -> None:
        """Print how long the writes waited."""
        ordered = sorted(self.waited)
        middle, most = ordered[len(ordered) // 2], ordered[-1]
        late = ordered[len(ordered) * 99 // 100]
        print(
            f"{len(ordered):,} writes of somebody else meanwhile: half of them within {middle * 1000:.0f} ms, "
            f"99 of 100 within {late * 1000:.0f} ms, the longest {most * 1000:.0f} ms"
        )


def server_seconds() -> float:
    """Give the processor time of the PostgreSQL process behind our connection, where that is on this machine."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Make the export and a site, import, and print pages in a second."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WIKI_HOME"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        from contextlib import nullcontext

        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from accounts.actor import SYSTEM_IMPORT
        from accounts.services.setup import set_up_people
        from wiki.transfer.imports import Silence, import_now

        call_command("migrate", verbosity=0)
        set_up_people("root", "a long password of the bench")
        export = Path(folder) / "export.zip"
        make_export(export, pages)
        steps: list[tuple[str, float]] = []

        class Watched(Silence):
            """Notes when each step begins."""

            def step(self, name: str, total: int | None = None) -> None:
                """Note a step."""
                steps.append((name, time.perf_counter()))

        is_sqlite = connection.vendor == "sqlite"
        other = OtherWriter(Path(settings.DATABASES["default"]["NAME"])) if is_sqlite else nullcontext()
        with other as writer:
            begun, used, served = time.perf_counter(), time.thread_time(), server_seconds()
            report = import_now(SYSTEM_IMPORT, export, progress=Watched())
            ended, used = time.perf_counter(), time.thread_time() - used
            served = server_seconds() - served
    assert report["counts"]["pages"] == pages
    for (name, start), end in zip(steps, [*(start for _, start in steps[1:]), ended], strict=True):
        print(f"{end - start:7.2f} s  {name}")
    print(f"{pages / (ended - begun):,.0f} pages (with one earlier version each) in a second")
    print(f"{used:.2f} s of the processor here, {served:.2f} s in the database's server")
    print(f"{pages / (used + served):,.0f} pages in a second of the processor")
    if writer is not None:
        writer.tell()


if __name__ == "__main__":
    main()
