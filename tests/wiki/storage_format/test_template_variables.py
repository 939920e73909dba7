"""Variables of templates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import plain_text
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write
from wiki.storage_format.template_variables import TemplateVariable, VariableKind, filled, variables_of

DECLARED = (
    '<at:declarations><at:string at:name="who" /><at:textarea at:columns="80" at:name="text" at:rows="7"/>'
    '<at:list at:name="state"><at:option at:value="Open"/><at:option at:value="A &amp; B"></at:option></at:list>'
    "</at:declarations>"
)


def test_declared_variables_in_order_and_then_those_that_are_only_used():
    storage = f'{DECLARED}<p><at:var at:name="late"/><at:var at:name="who"></at:var><at:var /></p>'
    assert variables_of(parse(storage)) == [
        TemplateVariable("who"),
        TemplateVariable("text", VariableKind.TEXTAREA, columns=80, rows=7),
        TemplateVariable("state", VariableKind.LIST, ("Open", "A & B")),
        TemplateVariable("late"),
    ]


@pytest.mark.parametrize("size", ["-1", "99999999", "x", "", "٣"])
def test_sizes_that_make_no_sense(size):
    (variable,) = variables_of(parse(f'<at:textarea at:name="t" at:rows="{size}"/>'))
    assert variable.rows in (0, 200)


def test_values_take_the_place_of_variables_and_all_else_stays_byte_for_byte():
    around = "<p  class='x'>&nbsp;é\r\n{}</p><!-- <at:var/> --><ac:link ><ri:page ri:content-title='a'/></ac:link>"
    storage = DECLARED + around.format('<at:var at:name="who"/>, <b><at:var at:name="who" > old </at:var></b>')
    assert filled(parse(storage), {"who": "A & <b>"}) == around.format("A &amp; &lt;b&gt;, <b>A &amp; &lt;b&gt;</b>")


def test_lines_stay_lines():
    assert filled(parse('<p><at:var at:name="t"/></p>'), {"t": "a\r\nb\n\nc"}) == "<p>a<br />b<br /><br />c</p>"


def test_a_variable_without_a_value_leaves_nothing():
    assert filled(parse(f'{DECLARED}<p>[<at:var at:name="who"/>]</p>'), {}) == "<p>[]</p>"


def test_markup_where_the_template_says_so():
    document = '<at:var at:name="t" at:rawxhtml="true"/><at:var at:name="t"/>'
    assert filled(parse(document), {"t": "<p>x</p>"}) == "<p>x</p>&lt;p&gt;x&lt;/p&gt;"
    with pytest.raises(MalformedStorage, match="line 2, column 1: in the value of the variable 't': "):
        filled(parse(document), {"t": "<p>\n</b>"})


def test_markup_in_a_value_is_not_filled_again():
    text = filled(parse('<at:var at:name="t" at:rawxhtml="true"/>'), {"t": '<at:var at:name="who"/>', "who": "x"})
    assert text == '<at:var at:name="who"/>'


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])))
def test_any_text_comes_out_as_it_went_in(value):
    text = filled(parse('<p>[<at:var at:name="t"/>]</p>'), {"t": value})
    assert "".join(plain_text(parse(text)).split()) == "".join(f"[{value}]".split())
    assert write(parse(text)) == text


def test_a_deep_template_takes_no_recursion():
    storage = "<div>" * 400 + '<at:var at:name="t"/>' + "</div>" * 400
    assert filled(parse(storage), {"t": "x"}) == storage.replace('<at:var at:name="t"/>', "x")
