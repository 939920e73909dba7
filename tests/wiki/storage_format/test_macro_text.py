"""Pages and spaces that macros name as text."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.storage_format.extract import ReferenceRole, references
from wiki.storage_format.macro_text import Naming, name_page, named_by_text, page_in_text
from wiki.storage_format.nodes import Element, Text, make_element
from wiki.storage_format.parser import parse
from wiki.storage_format.references import PageReference, SpaceReference, fold_title
from wiki.storage_format.rewrite import pin_relative_links, rekey_space, retarget_page_links
from wiki.storage_format.serializer import write

NAMINGS = {
    "include": {"": Naming.PAGE},
    "children": {"page": Naming.PAGE},
    "view-file": {"page": Naming.PAGE, "space": Naming.SPACE},
    "contentbylabel": {"cql": Naming.QUERY},
}


def catalogue(name: str):
    """Say what the texts of a few macros name."""
    return NAMINGS.get(name, {})


def macro(name: str, **parameters: str) -> str:
    """Write a macro; the parameter `unnamed` has no name."""
    written = "".join(
        f'<ac:parameter ac:name="{"" if key == "unnamed" else key}">{value}</ac:parameter>'
        for key, value in parameters.items()
    )
    return f'<ac:structured-macro ac:name="{name}">{written}</ac:structured-macro>'


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Title", PageReference("Title")),
        ("DS:Title", PageReference("Title", "DS")),
        ("DS: A: B", PageReference("A: B", "DS")),
        ("How to: cook", PageReference("How to: cook")),
        ("~ann:Home", PageReference("Home", "~ann")),
        ("", None),
        ("@self", None),
        ("/", None),
        ("DS:", None),
        ("2026/01/02/News", None),
        ("DS:/2026/01/02/News", None),
    ],
)
def test_a_text_is_read(text, reference):
    assert page_in_text(text) == reference


def test_what_macros_name_is_among_the_references():
    tree = parse(
        macro("include", unnamed=" Some &amp; page ")
        + macro("children", page="X:Far", other="No")
        + macro("view-file", page="P", space="OTH")
        + macro("view-file", page="Q", space='<ri:space ri:space-key="RS" />')
        + macro("unheard-of", page="No")
        + macro("include", unnamed='<ac:link><ri:page ri:content-title="By resource" /></ac:link>')
        + '<ac:macro ac:name="include"><ac:default-parameter>Old</ac:default-parameter></ac:macro>'
    )
    assert [named.reference for named in named_by_text(tree, catalogue)] == [
        PageReference("Some & page"),
        PageReference("Far", "X"),
        PageReference("P", "OTH"),
        SpaceReference("OTH"),
        PageReference("Q", "RS"),
        PageReference("Old"),
    ]
    found = references(tree, catalogue)
    assert {outgoing.role for outgoing in found} == {ReferenceRole.PARAMETER}
    assert PageReference("By resource") in [outgoing.reference for outgoing in found]
    assert [outgoing.reference for outgoing in references(tree)] == [SpaceReference("RS"), PageReference("By resource")]


MOVED = {("ds", "old"): ("DS", "New"), ("ds", "gone"): ("FAR", "Gone"), ("ds", "odd"): ("DS", "Re:odd")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (macro("include", unnamed="Old"), macro("include", unnamed="New")),
        (macro("include", unnamed="\n  OLD "), macro("include", unnamed="\n  New ")),
        (macro("include", unnamed="<![CDATA[Old]]>"), macro("include", unnamed="New")),
        (macro("include", unnamed="ds:old"), macro("include", unnamed="DS:New")),
        (macro("include", unnamed="Gone"), macro("include", unnamed="FAR:Gone")),
        (macro("include", unnamed="Odd"), macro("include", unnamed="DS:Re:odd")),
        (macro("view-file", page="Old", space="DS"), macro("view-file", page="New", space="DS")),
        (macro("view-file", page="Old", space="OTH"), None),
        (macro("include", unnamed="OTH:Old"), None),
        (macro("include", unnamed="@self"), None),
        (macro("unheard-of", unnamed="Old"), None),
        (macro("include", other="Old"), None),
    ],
)
def test_names_follow(before, after):
    tree = parse(f"<p>x&nbsp;</p>{before}")
    assert retarget_page_links(tree, MOVED, "DS", catalogue) is (after is not None)
    assert write(tree) == f"<p>x&nbsp;</p>{after or before}"


def test_names_are_pinned_before_a_page_leaves_its_space():
    tree = parse(macro("include", unnamed="A") + macro("include", unnamed="X:B") + macro("include", unnamed="C"))
    assert pin_relative_links(tree, "DS", lambda page: page.title == "C", catalogue)
    assert write(tree) == macro("include", unnamed="DS:A") + macro("include", unnamed="X:B") + macro(
        "include", unnamed="C"
    )
    assert not pin_relative_links(parse(macro("include", unnamed="A")), "DS")


def test_a_new_key_of_a_space_is_followed():
    tree = parse(
        macro("include", unnamed="ds:A")
        + macro("view-file", page="B", space="DS")
        + macro("include", unnamed='<ri:page ri:space-key="DS" ri:content-title="C" />')
        + macro("include", unnamed="D")
        + macro("view-file", space="OTH, -ds;+DS DSX @self")
    )
    assert rekey_space(tree, "DS", "NEW", catalogue)
    assert write(tree) == (
        macro("include", unnamed="NEW:A")
        + macro("view-file", page="B", space="NEW")
        + macro("include", unnamed='<ri:page ri:space-key="NEW" ri:content-title="C" />')
        + macro("include", unnamed="D")
        + macro("view-file", space="OTH, -NEW;+NEW DSX @self")
    )


def test_each_of_several_spaces_is_a_reference():
    tree = parse(macro("view-file", space="OTH,-DS; +~ann @self * currentSpace() -@global"))
    found = [named.reference for named in named_by_text(tree, catalogue)]
    assert found == [SpaceReference("OTH"), SpaceReference("DS"), SpaceReference("~ann")]


@pytest.mark.parametrize(
    ("query", "named", "renamed"),
    [
        ("space = DS", ["DS"], "space = NEW"),
        ("label = \"DS\" and Space.Key != 'ds'", ["ds"], "label = \"DS\" and Space.Key != 'NEW'"),
        ('space not in (OTH, "DS" ,DS)', ["OTH", "DS", "DS"], 'space not in (OTH, "NEW" ,NEW)'),
        ("space in (currentSpace(), DS) or title = DS", ["DS"], "space in (currentSpace(), NEW) or title = DS"),
        ("space = currentSpace() order by space", [], None),
        ('text ~ "space = DS" and space.title ~ DS and space.type = DS', [], None),
        ('space = "never closed', [], None),
        ("space in (DS, A", ["DS", "A"], "space in (NEW, A"),
        ("space =", [], None),
    ],
)
def test_spaces_in_a_query(query: str, named: list[str], renamed: str | None):
    tree = parse(macro("contentbylabel", cql=escape(query, quote=False)))
    assert [each.reference for each in named_by_text(tree, catalogue)] == [SpaceReference(key) for key in named]
    assert rekey_space(tree, "DS", "NEW", catalogue) is (renamed is not None)
    assert write(tree) == macro("contentbylabel", cql=escape(renamed or query, quote=False))


def test_a_personal_space_gets_quotation_marks_in_a_query():
    tree = parse(macro("contentbylabel", cql="space = ~ann and space in (DS)"))
    assert rekey_space(tree, "DS", "~bob", catalogue)
    assert write(tree) == macro("contentbylabel", cql='space = ~ann and space in ("~bob")')


TITLES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)


@given(TITLES.filter(bool), st.booleans())
def test_whatever_the_title_it_is_read_as_it_was_meant(title: str, relative: bool):
    parameter: Element = make_element("ac:parameter", {}, [Text.of("Old")])
    name_page(parameter, title, "DS", relative=relative)
    found = page_in_text(parameter.text.strip())
    if found is not None:
        assert fold_title(found.title) == fold_title(title)
        assert found.space_key in ({"DS", None} if relative else {"DS"})
    else:
        assert "/" in title
