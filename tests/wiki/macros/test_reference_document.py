"""The reference in the documents, and the words it is made of."""

import runpy
from pathlib import Path

from wiki.macros.families import TITLES, families
from wiki.macros.naming.reference_words import default_words, doc_html, kind_words

ROOT = Path(__file__).parents[3]


def test_the_document_is_what_the_registry_says() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "macro_reference.py"))["macro_reference"]()
    written = (ROOT / "docs" / "reference" / "macros.md").read_text(encoding="utf-8")
    assert written == made, "run `python docs/macro_reference.py > docs/reference/macros.md`"


def test_every_family_has_a_title_and_a_sentence() -> None:
    assert {family.name for family in families()} <= TITLES.keys()
    assert all(family.doc.endswith(".") for family in families())


def test_words_for_values() -> None:
    assert kind_words("integer", 1, 6) == "a whole number, 1 to 6"
    assert kind_words("integer", 0, 1_000_000) == "a whole number"
    assert kind_words("integer", 5, 1_000_000) == "a whole number from 5"
    assert default_words(True) == "true" and default_words("") == "" and default_words(0) == "0"
    assert doc_html("a `<b>`\n\nc") == "<p>a <code>&lt;b&gt;</code></p><p>c</p>"
