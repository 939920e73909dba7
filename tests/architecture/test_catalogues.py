"""The catalogues of translations: complete, with all places for values, and compiled."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))

# A place for a value, as gettext's texts have it in Python, templates and scripts; and markup.
PLACES = re.compile(r"%\([a-z_0-9]+\)[sd]|%s|\{[a-z_0-9]+\}|</?(?:code|em|strong|a|kbd)>")


def entries(catalogue: Path) -> Iterator[tuple[dict[str, str], str]]:
    """Give the texts of each entry by their keywords (msgid, msgid_plural, msgstr[0] …), and its comments."""
    for block in catalogue.read_text(encoding="utf-8").split("\n\n"):
        texts: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            found = re.fullmatch(r'([a-z_]+(?:\[\d\])?) (".*")', line)
            if found:
                keyword = found.group(1)
                texts[keyword] = ast.literal_eval(found.group(2))
            elif line.startswith('"'):
                texts[keyword] += ast.literal_eval(line)
        if texts.get("msgid"):
            yield texts, "".join(line for line in block.splitlines() if line.startswith("#,"))


def test_each_language_has_both_catalogues():
    spoken = {code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
    assert {(path.parts[-3], path.name) for path in CATALOGUES} == {
        (language, f"{domain}.po") for language in spoken for domain in ("django", "djangojs")
    }


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_text_is_translated_with_its_places(catalogue: Path):
    wrong = []
    for texts, flags in entries(catalogue):
        said = {key: text for key, text in texts.items() if key.startswith("msgstr")}
        meant = texts.get("msgid_plural", texts["msgid"])
        if "fuzzy" in flags or not all(said.values()):
            wrong.append(f"not translated: {texts['msgid']}")
            continue
        for key, text in said.items():
            # The form for one may leave the number out, as the English does.
            wanted = [set(PLACES.findall(meant)), set(PLACES.findall(texts["msgid"]))]
            if set(PLACES.findall(text)) not in (wanted if key == "msgstr[0]" else wanted[:1]):
                wrong.append(f"other places: {texts['msgid']} → {text}")
            # It would end the attribute that the text stands in.
            if '"' in text and '"' not in texts["msgid"]:
                wrong.append(f"a quotation mark of code: {text}")
    assert wrong == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_catalogue_is_compiled(catalogue: Path):
    with catalogue.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for texts, _flags in entries(catalogue):
        if "msgid_plural" not in texts and "msgctxt" not in texts and texts["msgstr"]:
            assert compiled.gettext(texts["msgid"]) == texts["msgstr"]
