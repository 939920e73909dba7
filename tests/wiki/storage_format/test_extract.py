"""What is read out of a document: references, text, headings, excerpts."""

from wiki.storage_format.extract import (
    ReferenceKind,
    ReferenceRole,
    attachment_names,
    excerpt,
    excerpt_body,
    has_text,
    headings,
    plain_text,
    references,
)
from wiki.storage_format.parser import parse
from wiki.storage_format.references import AttachmentReference, PageReference, UrlReference


def test_references_are_listed_with_kind_and_role() -> None:
    document = parse(
        '<p><ac:link><ri:page ri:content-title="P"/><ac:link-body><ac:image><ri:attachment ri:filename="i.png"/>'
        '</ac:image></ac:link-body></ac:link><a href="http://x"/><a href="#top"/><img src="/i.gif"/></p>'
        '<ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ac:link><ri:page ri:content-title="I"/>'
        '</ac:link></ac:parameter></ac:structured-macro><ac:image><ri:attachment ri:filename="j.png">'
        '<ri:page ri:content-title="Q"/></ri:attachment></ac:image>'
        '<ac:adf-extension><ac:adf-node><ri:page ri:content-title="no"/></ac:adf-node></ac:adf-extension>'
    )
    assert [(found.kind, found.role, found.reference) for found in references(document)] == [
        (ReferenceKind.PAGE, ReferenceRole.LINK, PageReference("P")),
        (ReferenceKind.ATTACHMENT, ReferenceRole.IMAGE, AttachmentReference("i.png")),
        (ReferenceKind.URL, ReferenceRole.LINK, UrlReference("http://x")),
        (ReferenceKind.URL, ReferenceRole.IMAGE, UrlReference("/i.gif")),
        (ReferenceKind.PAGE, ReferenceRole.PARAMETER, PageReference("I")),
        (ReferenceKind.ATTACHMENT, ReferenceRole.IMAGE, AttachmentReference("j.png", PageReference("Q"))),
    ]
    assert attachment_names(document) == {"i.png"}


def test_text_for_search_holds_what_readers_see() -> None:
    document = parse(
        "<h1>Title&nbsp;one</h1><p>a<br/>b <strong>c</strong>d</p><table><tr><td>x</td><td>y</td></tr></table>"
        '<ac:structured-macro ac:name="code"><ac:parameter ac:name="title">no</ac:parameter><ac:plain-text-body>'
        "<![CDATA[1 < 2\n  three]]></ac:plain-text-body></ac:structured-macro><ac:placeholder>no</ac:placeholder>"
        "<ac:task-list><ac:task><ac:task-id>77</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>do it"
        '</ac:task-body></ac:task></ac:task-list><p><ac:link><ri:page ri:content-title="Linked"/></ac:link>'
        '<ac:link><ri:page ri:content-title="no"/><ac:link-body>shown</ac:link-body></ac:link></p><!-- no -->'
        '<time datetime="2024-02-22"/>'
    )
    assert plain_text(document).split("\n") == [
        "Title one", "a", "b cd", "x y", "1 < 2", "three", "do it", "Linkedshown", "2024-02-22",
    ]  # fmt: skip


def test_headings_in_macros_count_those_unseen_do_not() -> None:
    document = parse(
        '<h1> A <em>b</em></h1><ac:structured-macro ac:name="info"><ac:rich-text-body><h3>In</h3></ac:rich-text-body>'
        "</ac:structured-macro><ac:placeholder><h2>no</h2></ac:placeholder><h7>no</h7>"
    )
    assert [(heading.level, heading.text) for heading in headings(document)] == [(1, "A b"), (3, "In")]


def test_an_excerpt_is_cut_between_words() -> None:
    document = parse("<p>one two three, four</p><p>five</p>")
    assert excerpt(document, 100) == "one two three, four five"
    assert excerpt(document, 13) == "one two…"
    assert excerpt(document, 14) == "one two three…"
    assert excerpt(document, 2) == "on…"


def test_an_excerpt_macro_is_what_counts() -> None:
    document = parse(
        '<p>before</p><ac:structured-macro ac:name="excerpt"><ac:parameter ac:name="name">n</ac:parameter>'
        "<ac:rich-text-body><p>this</p></ac:rich-text-body></ac:structured-macro>"
    )
    assert excerpt(document) == "this"
    assert excerpt_body(document, "n") is not None
    assert excerpt_body(document, "m") is None


def test_has_text() -> None:
    assert not has_text(parse("<p> &nbsp;</p><ac:placeholder>x</ac:placeholder>"))
    assert has_text(parse("<p>x</p>"))
    assert has_text(parse("<ac:image/>"))
