"""Documents say what is true: the script in the README runs, the settings are the program's, links lead somewhere."""

import re
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.factories.accounts import PASSWORD
from tests.factories.wiki import open_site
from wiki.models import Content, ContentKind, ContentStatus

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.django_db(transaction=True)
def test_the_script_of_the_readme_runs(live_server: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_site()
    found = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert found is not None
    script = found[1].replace("http://127.0.0.1:8090", live_server.url)
    script = script.replace('"admin"', '"root"').replace('"choose one"', repr(PASSWORD))
    (tmp_path / "first.py").write_text(script)
    runpy.run_path(str(tmp_path / "first.py"))
    assert capsys.readouterr().out.startswith("version 2 at http")
    page = Content.objects.get(kind=ContentKind.PAGE, status=ContentStatus.CURRENT, title="Hello")
    assert page.version_comment == "Added a note"
    assert page.parent is not None and page.parent.title == "My first space Home"


def test_the_table_of_settings_is_that_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    table = runpy.run_path(str(ROOT / "docs" / "settings_table.py"))["settings_table"]()
    assert table in (ROOT / "docs" / "administration.md").read_text(), "run docs/settings_table.py and put its table in"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text()):
        if "://" not in target:
            assert (document.parent / target).exists(), target
