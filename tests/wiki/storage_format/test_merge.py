"""Two edits of one text: what comes together, what is put side by side, and that nothing is ever lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wiki.storage_format.generated import DOCUMENTS
from wiki.storage_format.merge import Choice, Conflict, merge, merged_value, renumbered_tasks
from wiki.storage_format.parser import parse

BLOCK_KINDS = (
    "<p>{0}</p>",
    "<h2>{0}</h2>",
    "<ul>\n<li>{0} one</li>\n<li>{0} two</li>\n</ul>",
    "<table><tbody><tr><td>{0} left</td><td>{0} right</td></tr></tbody></table>",
    '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>{0}</p></ac:rich-text-body></ac:structured-macro>',
)
BLOCKS = st.tuples(st.sampled_from(BLOCK_KINDS), st.text("abcdefgh ", min_size=3, max_size=12)).map(
    lambda pair: pair[0].format(pair[1])
)


@st.composite
def edited(draw: st.DrawFn, blocks: list[str], name: str) -> tuple[list[str], list[str]]:
    """Change some blocks as a writer does; gives the blocks, and those that the writer added."""
    result, added = [], []
    for number, block in enumerate(blocks):
        deed = draw(st.sampled_from(["keep"] * 5 + ["drop", "change", "add"]))
        if deed == "add":
            added.append(f"<p>{name} adds {number}</p>")
            result.append(added[-1])
        if deed == "change":
            result.append(block.replace("</", f" {name}</", 1))
        elif deed != "drop":
            result.append(block)
    if draw(st.booleans()):
        added.append(f"<p>{name} ends</p>")
        result.append(added[-1])
    return result, added


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str, list[str]]:
    """Give a text, two edits of it, and the blocks that one of the edits added."""
    blocks = draw(st.lists(BLOCKS, max_size=6))
    between = draw(st.sampled_from(["", "\n"]))
    mine, by_me = draw(edited(blocks, "me"))
    theirs, by_them = draw(edited(blocks, "them"))
    return between.join(blocks), between.join(mine), between.join(theirs), by_me + by_them


@given(DOCUMENTS, DOCUMENTS)
def test_where_one_side_changed_nothing_the_other_is_taken_as_it_is(base: str, changed: str):
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, base).text == changed
    assert merge(base, changed, changed).text == changed


@settings(max_examples=200)
@given(edits())
def test_nothing_that_a_side_added_is_lost_and_the_order_of_sides_does_not_matter(given_edits):
    base, mine, theirs, added = given_edits
    merged, turned = merge(base, mine, theirs), merge(base, theirs, mine)
    for block in added:
        assert block in merged.text
    assert len(merged.conflicts) == len(turned.conflicts)
    if not merged.conflicts:
        assert merged.text == turned.text
    for choice in Choice:
        parse(merged.resolved([choice] * len(merged.conflicts)))


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_whatever_is_chosen_the_result_parses(base: str, mine: str, theirs: str):
    merged = merge(base, mine, theirs)
    for choice in Choice:
        parse(merged.resolved([choice] * len(merged.conflicts)))


MERGED = {
    "different paragraphs": (
        "<p>one</p><p>two</p>",
        "<p>one!</p><p>two</p>",
        "<p>one</p><p>two!</p>",
        "<p>one!</p><p>two!</p>",
    ),
    "an item added to a list, another changed": (
        "<ul><li>milk</li><li>eggs</li></ul>",
        "<ul><li>milk</li><li>eggs</li><li>flour</li></ul>",
        "<ul><li>oat milk</li><li>eggs</li></ul>",
        "<ul><li>oat milk</li><li>eggs</li><li>flour</li></ul>",
    ),
    "two cells of a row": (
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        "<table><tbody><tr><td>A</td><td>b</td></tr></tbody></table>",
        "<table><tbody><tr><td>a</td><td>B</td></tr></tbody></table>",
        "<table><tbody><tr><td>A</td><td>B</td></tr></tbody></table>",
    ),
    "a box: its title, and a paragraph in it": (
        '<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">T</ac:parameter><ac:rich-text-body><p>x</p>'
        "</ac:rich-text-body></ac:structured-macro>",
        '<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">N</ac:parameter><ac:rich-text-body><p>x</p>'
        "</ac:rich-text-body></ac:structured-macro>",
        '<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">T</ac:parameter><ac:rich-text-body><p>x</p>'
        "<p>y</p></ac:rich-text-body></ac:structured-macro>",
        '<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">N</ac:parameter><ac:rich-text-body><p>x</p>'
        "<p>y</p></ac:rich-text-body></ac:structured-macro>",
    ),
    "cells of a layout": (
        '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>l</p></ac:layout-cell><ac:layout-cell>'
        "<p>r</p></ac:layout-cell></ac:layout-section></ac:layout>",
        '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>L</p></ac:layout-cell><ac:layout-cell>'
        "<p>r</p></ac:layout-cell></ac:layout-section></ac:layout>",
        '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>l</p></ac:layout-cell><ac:layout-cell>'
        "<p>R</p></ac:layout-cell></ac:layout-section></ac:layout>",
        '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>L</p></ac:layout-cell><ac:layout-cell>'
        "<p>R</p></ac:layout-cell></ac:layout-section></ac:layout>",
    ),
    "a task ticked, and its text changed": (
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>"
        "<ac:task-body>call</ac:task-body></ac:task></ac:task-list>",
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status>"
        "<ac:task-body>call</ac:task-body></ac:task></ac:task-list>",
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>"
        "<ac:task-body>call Ann</ac:task-body></ac:task></ac:task-list>",
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status>"
        "<ac:task-body>call Ann</ac:task-body></ac:task></ac:task-list>",
    ),
}


@pytest.mark.parametrize("case", MERGED)
def test_changes_of_different_blocks_come_together(case: str):
    base, mine, theirs, expected = MERGED[case]
    merged = merge(base, mine, theirs)
    assert (merged.conflicts, merged.text) == ((), expected)
    assert merged.taken >= 1


def test_the_same_paragraph_changed_twice_is_put_side_by_side():
    merged = merge("<p>a</p><p>b</p>", "<p>a mine</p><p>b</p>", "<p>a theirs</p><p>b</p><p>c</p>")
    assert merged.conflicts == (Conflict("<p>a</p>", "<p>a mine</p>", "<p>a theirs</p>"),)
    assert merged.resolved([Choice.MINE]) == "<p>a mine</p><p>b</p><p>c</p>"
    assert merged.resolved([Choice.THEIRS]) == "<p>a theirs</p><p>b</p><p>c</p>"
    assert merged.resolved([Choice.BOTH]) == "<p>a mine</p><p>a theirs</p><p>b</p><p>c</p>"


def test_a_paragraph_that_one_took_out_and_the_other_changed_is_a_conflict():
    merged = merge("<p>a</p><p>b</p>", "<p>b</p>", "<p>a changed</p><p>b</p>")
    assert merged.conflicts == (Conflict("<p>a</p>", "", "<p>a changed</p>"),)
    assert merged.text == "<p>a changed</p><p>b</p>"


def test_a_block_put_in_place_of_another_is_a_version_of_it():
    merged = merge("<p>a b c d</p><p>z</p>", "<h1>new</h1><p>z</p>", "<p>a b c d e</p><p>z</p>")
    assert merged.conflicts == (Conflict("<p>a b c d</p>", "<h1>new</h1>", "<p>a b c d e</p>"),)


def test_a_cell_that_both_changed_keeps_its_place_in_the_row():
    base = "<table><tbody><tr><td>{}</td><td>x</td></tr></tbody></table>"
    merged = merge(base.format("a"), base.format("mine"), base.format("theirs"))
    assert merged.text == base.format("mine<br />theirs")


def test_a_table_is_the_same_table_although_all_its_words_are_others():
    table = "<table><tbody><tr><td>{}</td><td>{}</td></tr></tbody></table>"
    merged = merge(table.format(1, 2), table.format("mine", 2), table.format("theirs", 22) + "<p>new</p>")
    assert merged.text == table.format("mine<br />theirs", 22) + "<p>new</p>"


def test_a_parameter_that_both_changed_puts_the_whole_box_side_by_side():
    box = '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">{}</ac:parameter></ac:structured-macro>'
    merged = merge(f"<p>a</p>{box.format('c')}", f"<p>a</p>{box.format('py')}", f"<p>a</p>{box.format('js')}")
    assert [(each.mine, each.theirs) for each in merged.conflicts] == [(box.format("py"), box.format("js"))]


def test_what_cannot_be_parsed_is_one_conflict():
    merged = merge("<p>broken", "<p>mine</p>", "<p>theirs</p>")
    assert merged.conflicts == (Conflict("<p>broken", "<p>mine</p>", "<p>theirs</p>", "\n"),)


def test_a_long_text_comes_together_in_good_time():
    blocks = [f"<p>paragraph {number % 50}</p>" for number in range(4000)]
    mine = [*blocks[:1000], "<p>mine</p>", *blocks[1000:]]
    theirs = [block for number, block in enumerate(blocks) if number % 7]
    merged = merge("".join(blocks), "".join(mine), "".join(theirs))
    assert "<p>mine</p>" in merged.text


def test_choices_have_to_be_as_many_as_conflicts():
    with pytest.raises(ValueError, match="1 choices are needed"):
        merge("<p>a</p>", "<p>b</p>", "<p>c</p>").resolved([])


@pytest.mark.parametrize(
    "given, expected", [(("a", "a", "b"), "b"), (("a", "b", "a"), "b"), (("a", "b", "b"), "b"), (("a", "b", "c"), None)]
)
def test_a_title_follows_whoever_changed_it(given: tuple[str, str, str], expected: str | None):
    assert merged_value(*given) == expected


def test_tasks_that_got_the_same_number_get_their_own():
    task = "<ac:task><ac:task-id>{}</ac:task-id><ac:task-body>{}</ac:task-body></ac:task>"
    text = f"<ac:task-list>{task.format(1, 'a')}{task.format(2, 'm')}{task.format(2, 't')}</ac:task-list>"
    expected = f"<ac:task-list>{task.format(1, 'a')}{task.format(2, 'm')}{task.format(3, 't')}</ac:task-list>"
    assert renumbered_tasks(text) == expected
    assert renumbered_tasks(expected) == expected
