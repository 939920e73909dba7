"""The tags of templates that do less work than Django's, and say the same."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, set_script_prefix
from django.utils.translation import override


def written(source: str, **given: object) -> str:
    """Give what a template makes."""
    return Template("{% load i18n %}" + source).render(Context(given))


def test_a_text_is_in_the_language_of_the_reader() -> None:
    source = '{% translate "May" %}'
    with override("de"):
        assert written(source) == "Mai"
    with override("en-gb"):
        assert written(source) == "May"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ('{% translate "100 % <b>" %}', "100 % <b>"),
        ('{% translate "a"|upper %}', "A"),
        ("{% translate text %}", "&lt;i&gt; 5 %"),
        ('{% translate "a" as said %}[{{ said }}]', "[a]"),
        ('{% translate "a" context "letter" %}', "a"),
        ('{% translate "May" noop %}', "May"),
        ('{% trans "a" %}', "a"),
        ('{% url "people" as where %}[{{ where }}]', "[/browsepeople.action]"),
        ('{% url "no-such-view" as where %}[{{ where }}]', "[]"),
        ("{% url view %}", "/browsepeople.action"),
        ('{% url "space" "AB" %}', "/display/AB"),
    ],
)
def test_all_other_uses_are_those_of_django(source: str, made: str) -> None:
    with override("en-gb"):
        assert written(source, text="<i> 5 %", view="people") == made


def test_an_address_has_the_context_path_in_front() -> None:
    source = '{% url "people" %}'
    assert written(source) == "/browsepeople.action"
    set_script_prefix("/wiki/")
    try:
        assert written(source) == "/wiki/browsepeople.action"
    finally:
        set_script_prefix("/")
    assert written(source) == "/browsepeople.action"
    with pytest.raises(NoReverseMatch):
        written('{% url "no-such-view" %}')
