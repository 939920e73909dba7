"""Typed views of elements: macros, links, images, tasks."""

from wiki.storage_format.nodes import Image, Link, MacroCall, TaskList
from wiki.storage_format.parser import parse
from wiki.storage_format.references import (
    AttachmentReference,
    BlogPostReference,
    ContentEntityReference,
    PageReference,
    ShortcutReference,
    SpaceReference,
    UrlReference,
    UserReference,
    fold_title,
    space_or,
)


def only(text: str) -> object:
    return parse(text).children[0]


def test_a_macro_gives_its_parameters_and_bodies() -> None:
    macro = only(
        '<ac:structured-macro ac:name="x" ac:macro-id="m"><ac:parameter ac:name="a"> 1 &amp; 2 </ac:parameter>'
        '<ac:parameter ac:name="a">other</ac:parameter><ac:parameter ac:name="">u</ac:parameter>'
        '<ac:parameter ac:name="page"><ac:link><ri:page ri:content-title="P" /></ac:link></ac:parameter>'
        "<ac:rich-text-body><p>b</p></ac:rich-text-body><ac:rich-text-body>c</ac:rich-text-body>"
        "</ac:structured-macro>"
    )
    assert isinstance(macro, MacroCall)
    assert (macro.name, macro.macro_id) == ("x", "m")
    assert macro.parameters["a"].text == "1 & 2"
    assert macro.parameters[""].text == "u"
    assert macro.parameters["page"].reference == PageReference("P")
    assert [body.text for body in macro.rich_bodies] == ["b", "c"]
    assert macro.plain_body is None


def test_an_old_macro_gives_the_same_view() -> None:
    macro = only(
        '<ac:macro ac:name="code"><ac:default-parameter>java</ac:default-parameter>'
        "<ac:plain-text-body><![CDATA[a]]>&lt;b</ac:plain-text-body></ac:macro>"
    )
    assert isinstance(macro, MacroCall)
    assert macro.parameters[""].text == "java"
    assert macro.plain_body == "a<b"
    assert macro.macro_id == ""


def test_a_macro_without_a_name_is_still_one() -> None:
    macro = only("<ac:structured-macro />")
    assert isinstance(macro, MacroCall)
    assert (macro.name, macro.parameters, macro.rich_bodies, macro.plain_body) == ("", {}, [], None)


def reference(inside: str) -> object:
    link = only(f"<ac:link>{inside}</ac:link>")
    assert isinstance(link, Link)
    return link.reference


def test_links_give_their_references() -> None:
    assert reference('<ri:page ri:content-title="T &amp; U" ri:space-key="K"/>') == PageReference("T & U", "K")
    assert reference('<ri:blog-post ri:content-title="B" ri:posting-day="2014/02/13"/>') == BlogPostReference(
        "B", "2014/02/13"
    )
    assert reference('<ri:user ri:userkey="k"/>') == UserReference("k")
    assert reference('<ri:user ri:username="n"/>') == UserReference("", "n")
    assert reference('<ri:user ri:account-id="a"/>') == UserReference("", "", "a")
    assert reference('<ri:space ri:space-key="K"/>') == SpaceReference("K")
    assert reference('<ri:url ri:value="http://x"/>') == UrlReference("http://x")
    assert reference('<ri:shortcut ri:key="j" ri:parameter="A-1"/>') == ShortcutReference("j", "A-1")
    assert reference('<ri:content-entity ri:content-id="12"/>') == ContentEntityReference(12)
    assert reference('<ri:content-entity ri:content-id="x"/>') is None
    assert reference("<ri:unheard-of/>") is None
    assert reference("") is None
    assert reference(
        '<ri:attachment ri:filename="f"><ri:content-entity ri:content-id="3"/></ri:attachment>'
    ) == AttachmentReference("f", ContentEntityReference(3))


def test_a_link_gives_anchor_and_body() -> None:
    link = only('<ac:link ac:anchor="a"><ac:plain-text-link-body><![CDATA[x]]></ac:plain-text-link-body></ac:link>')
    assert isinstance(link, Link)
    assert link.anchor == "a"
    assert link.body is not None
    assert link.body.text == "x"


def test_an_image_gives_reference_and_caption() -> None:
    image = only('<ac:image><ri:attachment ri:filename="a.png"/><ac:caption>c</ac:caption></ac:image>')
    assert isinstance(image, Image)
    assert image.reference == AttachmentReference("a.png")
    assert image.caption is not None


def test_tasks_give_number_state_and_body() -> None:
    tasks = only(
        "<ac:task-list><ac:task><ac:task-id> 4 </ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>x"
        "</ac:task-body></ac:task><ac:task/></ac:task-list>"
    )
    assert isinstance(tasks, TaskList)
    first, second = tasks.tasks
    assert (first.task_id, first.complete, first.body is not None) == ("4", True, True)
    assert (second.task_id, second.complete, second.body) == ("", False, None)


def test_keys_that_mean_the_own_space() -> None:
    assert [space_or(key, "DS") for key in (None, "", "@self", "currentSpace()", "X")] == ["DS", "DS", "DS", "DS", "X"]


def test_titles_are_compared_without_case_and_extra_blanks() -> None:
    assert fold_title("  Stra\u00dfe \n A\u0308 ") == fold_title("STRASSE \u00c4")
