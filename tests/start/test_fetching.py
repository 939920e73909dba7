"""A feed that a page shows is fetched by a real worker, through the real queue."""

import subprocess
import sys
from pathlib import Path

from tests.start.first_start import migrated
from tests.start.running import ROOT, clean_environment
from tests.start.test_tasks import starts_processes, wait_until
from tests.wiki.fetching.outside import answer, running
from tests.wiki.fetching.test_feeds import RSS

READER = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django; django.setup()
from accounts.actor import SYSTEM_SETUP
from wiki.macros.base import RenderContext
from wiki.queries.links import VisibleTargets
from wiki.rendering.render import render_storage
class Place: id, key, title = 1, "X", ""
for url in sys.argv[1:]:
    given = f'<ac:parameter ac:name="url">{url}</ac:parameter>'
    storage = f'<ac:structured-macro ac:name="rss">{given}</ac:structured-macro>'
    context = RenderContext(SYSTEM_SETUP, None, Place(), VisibleTargets(SYSTEM_SETUP), settings={"rss_macro": True})
    print(render_storage(storage, context))
"""
SETUP = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django; django.setup()
from accounts.actor import SYSTEM_SETUP
from wiki.services.site.settings import change_site_settings
change_site_settings(SYSTEM_SETUP, values={"rss_macro": True})
"""
FEED, INSIDE = "http://news.example.org/feed", "http://inside.example.org/feed"


@starts_processes
def test_a_worker_fetches_what_a_reader_wants(tmp_path: Path) -> None:
    environ = clean_environment(migrated(tmp_path / "home"))

    def python(program: str, *arguments: str) -> str:
        command = [sys.executable, "-c", program, *arguments]
        done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
        return done.stdout

    python(SETUP)
    with running() as outside:
        outside.replies["/feed"] = answer(RSS, Content_Type="text/xml")
        assert python(READER, FEED, INSIDE).count("will show shortly") == 2
        ready = tmp_path / "ready"
        command = [sys.executable, "-m", "tests.start.fetching_worker", str(ready), str(outside.port)]
        worker = subprocess.Popen(command, env=environ, cwd=ROOT)
        try:
            wait_until(lambda: "First of all" in python(READER, FEED), 90)
            wait_until(lambda: "could not be fetched" in python(READER, INSIDE), 60)
        finally:
            worker.terminate()
            worker.wait(timeout=30)
        assert "not on the public internet" in python(READER, INSIDE)
        assert len(outside.requests) == 1
