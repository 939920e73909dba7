"""What the converter of wiki markup is told about the wiki's macros."""

import pytest

from wiki.macros.base import BodyKind
from wiki.macros.catalogue import REGISTERED
from wiki.macros.registry import MACROS
from wiki.markup import convert
from wiki.markup.catalogue import WELL_KNOWN, MacroBody, MacroFacts


def test_facts_of_macros():
    assert REGISTERED.find("Info") == MacroFacts("info", MacroBody.RICH, unnamed="title")
    assert REGISTERED.find("anchor") == MacroFacts("anchor", MacroBody.NONE, inline=True)
    assert REGISTERED.find("children") == MacroFacts("children", MacroBody.NONE)
    assert REGISTERED.find("nobody-knows-it") is None


def test_another_name_of_a_macro_becomes_its_own():
    storage = convert("{codeblock}a{codeblock}", REGISTERED)
    assert storage.startswith('<ac:structured-macro ac:name="code">')


@pytest.mark.parametrize("macro", MACROS.all(), ids=lambda macro: macro.name)
def test_what_is_well_known_of_a_macro_is_so(macro):
    known = WELL_KNOWN.get(macro.name)
    if known is not None:
        assert BodyKind(known.body.value) is macro.body
