"""How text becomes terms: words without capitals and accents, cut to their stems, and pairs of signs for CJK."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import tantivy

LONGEST_WORD = 80
LANGUAGES = (
    *("arabic", "danish", "dutch", "english", "finnish", "french", "german", "greek", "hungarian", "italian"),
    *("norwegian", "portuguese", "romanian", "russian", "spanish", "swedish", "tamil", "turkish"),
)
"""Languages whose words can be cut to their stems; any other name leaves words whole."""

WORDS, PLAIN, PAIRS = "words", "plain", "pairs"
"""Names of the analyzers: stems; words as they are; pairs of CJK signs."""

_CJK = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f]+"
)


@lru_cache(maxsize=64)
def analyzer(name: str, language: str) -> tantivy.TextAnalyzer:
    """Give an analyzer.

    Args:
        name: WORDS, PLAIN or PAIRS.
        language: whose stems WORDS takes.
    """
    if name == PAIRS:
        return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    if name == WORDS and language in LANGUAGES:
        builder = builder.filter(tantivy.Filter.stemmer(language))
    return builder.build()


def terms_of(text: str, name: str, language: str) -> list[str]:
    """Give the terms of a text, as the index has them."""
    terms: list[str] = analyzer(name, language).analyze(normalized(text))
    return terms


def normalized(text: str) -> str:
    """Bring letters that look the same to one form; accents become part of their letters."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def pairs_of(text: str) -> list[str]:
    """Give the pairs of neighbouring CJK signs in a text; a sign that stands alone is given by itself."""
    if text.isascii():
        return []
    found = []
    for run in _CJK.findall(normalized(text)):
        found += [run] if len(run) == 1 else [run[start : start + 2] for start in range(len(run) - 1)]
    return found


def is_cjk(text: str) -> bool:
    """Say whether a text holds CJK signs."""
    return _CJK.search(text) is not None
