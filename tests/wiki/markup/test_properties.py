"""What holds for every text."""

from hypothesis import given, settings

from tests.wiki.markup.generated import MUTATED, WIKI_MARKUP
from wiki.macros.catalogue import REGISTERED
from wiki.markup import convert
from wiki.markup.catalogue import NoMacros
from wiki.markup.writing import clean
from wiki.storage_format.extract import plain_text
from wiki.storage_format.parser import parse


@given(WIKI_MARKUP)
@settings(max_examples=400, deadline=None)
def test_every_text_becomes_well_formed_storage_format(text: str):
    parse(convert(text, NoMacros()))
    parse(convert(text, REGISTERED))


@given(MUTATED)
@settings(max_examples=300, deadline=None)
def test_mutations_of_good_markup_become_well_formed_storage_format(text: str):
    parse(convert(text, NoMacros()))


@given(WIKI_MARKUP)
@settings(max_examples=200, deadline=None)
def test_cleaning_once_is_enough(text: str):
    assert convert(clean(text), NoMacros()) == convert(text, NoMacros())


@given(WIKI_MARKUP)
@settings(max_examples=300, deadline=None)
def test_text_without_markup_stays(text: str):
    words = "".join(letter for letter in text if letter.isalnum() or letter == " ").replace("h1", "").split()
    shown = plain_text(parse(convert(" ".join(words), NoMacros())))
    assert shown.split() == " ".join(words).split()
