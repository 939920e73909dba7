"""Storage format as pages hold it: hypothesis strategies for the whole language, each giving text.

`documents()` gives whole bodies. The pieces below it (`inline`, `blocks`, `macros`, `links`, `images`, `task_lists`,
`layouts` …) can be used alone. `tests.wiki.storage_format.generated` gives elements in senseless places instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from hypothesis import strategies as st

Text = st.SearchStrategy[str]

LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff", max_codepoint=0x2FFFF
).filter(lambda letter: (ord(letter) & 0xFFFE) != 0xFFFE)
WORDS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=12),
    st.sampled_from(["Home", "Meeting notes", "a < b & c", 'say "x"', "it's", "Ünïcode", "日本語", "  two  blanks "]),
)
"""Plain characters, not escaped."""

_NAMED = [
    "&nbsp;",
    "&eacute;",
    "&mdash;",
    "&quot;",
    "&apos;",
    "&amp;",
    "&lt;",
    "&gt;",
    "&hellip;",
    "&#160;",
    "&#x1F600;",
]
HOSTILE = st.sampled_from(
    [
        "javascript:alert(1)",
        "java\tscript:x",
        '"><script>alert(1)</script>',
        "' onclick='x",
        "data:text/html,x",
        "//x.example",
        "https://example.org/?a=1&b=2",
        "url(javascript:x)",
        "position:fixed",
        "]]>",
        "--><b>",
        "\u202e",
        "x" * 300,
    ]
)
"""Values that somebody would try."""


def escaped(words: Text) -> Text:
    """Write characters as text or as an attribute's value."""
    return words.map(lambda value: escape(value, quote=True).replace("\r", "&#13;"))


VALUES = escaped(st.one_of(WORDS, HOSTILE))


def text() -> Text:
    """Text of an element, with entities by name and by number."""
    return st.lists(st.one_of(escaped(WORDS), st.sampled_from(_NAMED)), max_size=4).map("".join)


@st.composite
def tag(
    draw: st.DrawFn,
    name: str,
    attributes: dict[str, Text],
    inside: Text | None = None,
    *,
    required: Sequence[str] = (),
) -> str:
    """Write an element with some of its attributes; one with nothing in it may close itself."""
    given = [*required]
    given += (
        draw(st.lists(st.sampled_from([each for each in attributes if each not in required]), unique=True, max_size=4))
        if len(attributes) > len(required)
        else []
    )
    written = "".join(f' {each}="{draw(attributes[each])}"' for each in given)
    held = draw(inside) if inside is not None else ""
    if not held and draw(st.booleans()):
        return f"<{name}{written} />"
    return f"<{name}{written}>{held}</{name}>"


def _choice(*values: str) -> Text:
    return st.sampled_from(values)


_UUID = st.uuids().map(str)
_SPACE_KEYS = st.one_of(_choice("DS", "X", "~ann", "currentSpace()", "@self"), VALUES)
_TITLES = st.one_of(_choice("Other Page", "My Page", "@self", "A/B?"), VALUES)
_STYLE = st.lists(
    _choice(
        "color: rgb(51,51,51);",
        "text-align: center;",
        "margin-left: 30.0px;",
        "width: 297.0px;",
        "list-style-type: square;",
        "text-decoration: line-through;",
        "background: url(x)",
        "position: fixed;",
        "color: expression(x)",
    ),
    max_size=3,
).map(" ".join)
_CLASSES = _choice(
    "wrapped", "relative-table confluenceTable", "highlight-#79f2c0", "auto-cursor-target", "&quot;x", "a b c"
)
_ANY: dict[str, Text] = {
    "class": _CLASSES,
    "style": _STYLE,
    "id": VALUES,
    "title": VALUES,
    "onclick": VALUES,
    "data-layout": _choice("default"),
}


def resources() -> Text:
    """Resource identifiers of every kind."""
    containers = st.one_of(
        st.just(""),
        tag("ri:page", {"ri:content-title": _TITLES, "ri:space-key": _SPACE_KEYS}, required=["ri:content-title"]),
        tag(
            "ri:content-entity",
            {"ri:content-id": _choice("9", "0", "x", "99999999999999999999")},
            required=["ri:content-id"],
        ),
        tag("ri:space", {"ri:space-key": _SPACE_KEYS}),
        tag("ri:blog-post", {"ri:content-title": _TITLES, "ri:posting-day": _choice("2024/02/13", "x")}),
    )
    return st.one_of(
        containers,
        tag(
            "ri:attachment",
            {"ri:filename": st.one_of(_choice("a.png", "missing.pdf"), VALUES)},
            containers,
            required=["ri:filename"],
        ),
        tag(
            "ri:user",
            {"ri:userkey": _choice("k1", "zz"), "ri:username": _choice("ann", "bob"), "ri:account-id": VALUES},
        ),
        tag("ri:url", {"ri:value": VALUES}, required=["ri:value"]),
        tag("ri:shortcut", {"ri:key": VALUES, "ri:parameter": VALUES}),
    )


def images() -> Text:
    """Images, of attachments and addresses, with captions."""
    attributes = {
        "ac:width": _choice("200", "0", "1e9", "x"),
        "ac:height": _choice("100", "-1"),
        "ac:align": _choice("center", "left", "right", "x"),
        "ac:layout": _choice("center", "wrap-left", "align-end"),
        "ac:alt": VALUES,
        "ac:title": VALUES,
        "ac:thumbnail": _choice("true", "false"),
        "ac:border": _choice("true"),
        "ac:class": VALUES,
        "ac:style": _STYLE,
        "ac:src": VALUES,
        "ac:queryparams": _choice("effects=drop-shadow", "x"),
        "ac:vspace": _choice("5"),
        "ac:hspace": _choice("5"),
        "ac:inline": _choice("true"),
    }
    caption = st.one_of(st.just(""), st.just(""), tag("ac:caption", {}, st.just("<p>caption</p>")))
    mark = st.one_of(
        st.just(""), tag("ac:adf-mark", {"key": _choice("border"), "size": _choice("2"), "color": _choice("#091e4224")})
    )
    return tag("ac:image", attributes, st.tuples(resources(), caption, mark).map("".join))


def emoticons() -> Text:
    """Emoticons, the original's and the cloud's."""
    return tag(
        "ac:emoticon",
        {
            "ac:name": _choice("smile", "blue-star", "broken-heart", "thought balloon", "keycap: 1", "nonesuch"),
            "ac:emoji-shortname": _choice(":slight_smile:", ":x:"),
            "ac:emoji-id": _choice("1f642", "31-20e3", "atlassian-cross_mark", "d800", "zz"),
            "ac:emoji-fallback": st.one_of(_choice("🙂", ":slight_smile:"), VALUES),
        },
    )


def links(body: Text | None = None) -> Text:
    """Links of every kind, with bodies or without."""
    shown = st.one_of(
        st.just(""),
        tag("ac:plain-text-link-body", {}, st.one_of(cdata(), text())),
        tag("ac:link-body", {}, body if body is not None else text()),
    )
    attributes = {"ac:anchor": VALUES, "ac:tooltip": VALUES, "ac:card-appearance": _choice("inline")}
    return st.one_of(
        tag("ac:link", attributes, st.tuples(resources(), shown).map("".join)),
        tag(
            "a",
            {"href": VALUES, "name": VALUES, "target": _choice("_blank"), "rel": VALUES, **_ANY},
            body if body is not None else text(),
        ),
    )


def cdata() -> Text:
    """CDATA sections; the mark that ends one is split over two."""
    return st.one_of(WORDS, HOSTILE).map(lambda value: f"<![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]>")


def formulas() -> Text:
    """MathML, and what does not belong into it."""
    inner = st.recursive(
        st.one_of(
            tag("mi", {"mathvariant": _choice("bold", "x"), "href": VALUES}, text()),
            tag("mo", {"onclick": VALUES}, text()),
            tag("mtext", {}, text()),
        ),
        lambda more: st.one_of(
            st.tuples(
                _choice(
                    "mrow",
                    "mi",
                    "mtext",
                    "msup",
                    "mfrac",
                    "mstyle",
                    "semantics",
                    "mglyph",
                    "annotation-xml",
                    "maction",
                    "p",
                    "svg",
                    "style",
                ),
                st.lists(more, max_size=3).map("".join),
            ).map(lambda parts: f"<{parts[0]}>{parts[1]}</{parts[0]}>")
        ),
        max_leaves=6,
    )
    return st.lists(inner, max_size=3).map(
        lambda parts: f'<math xmlns="http://www.w3.org/1998/Math/MathML">{"".join(parts)}</math>'
    )


_PARAMETERS = (
    "title bgColor borderStyle style type outline separator class colour language theme width height name page root "
    "spaces labels max url user body icon collapse linenumbers firstline hidden nopanel atlassian-macro-output-type "
    "printable include exclude indent border data id cql"
)
PARAMETER_NAMES = ("", *_PARAMETERS.split())


@st.composite
def macros(draw: st.DrawFn, names: Text, rich: Text) -> str:
    """Uses of macros, in the new form and the old one.

    Args:
        names: their names.
        rich: what their rich bodies hold.
    """
    tag_name = draw(_choice("ac:structured-macro", "ac:structured-macro", "ac:macro"))
    name = draw(names)
    head = f' ac:name="{escape(name)}"' if name else ""
    if tag_name == "ac:structured-macro":
        head += draw(_choice("", ' ac:schema-version="1"')) + draw(
            st.one_of(st.just(""), _UUID.map(lambda key: f' ac:macro-id="{key}"'))
        )
    parts = []
    for parameter in draw(st.lists(_choice(*PARAMETER_NAMES), unique=True, max_size=3)):
        value = draw(
            st.one_of(VALUES, _choice("true", "false", "3", "none", "300px", "red"), resources(), links(st.just("x")))
        )
        if not parameter and draw(st.booleans()):
            parts.append(f"<ac:default-parameter>{value}</ac:default-parameter>")
        else:
            parts.append(f'<ac:parameter ac:name="{parameter}">{value}</ac:parameter>')
    body = draw(_choice("none", "rich", "plain"))
    if body == "rich":
        parts.append(f"<ac:rich-text-body>{draw(rich)}</ac:rich-text-body>")
    elif body == "plain":
        parts.append(f"<ac:plain-text-body>{draw(st.one_of(cdata(), text()))}</ac:plain-text-body>")
    return f"<{tag_name}{head}>{''.join(parts)}</{tag_name}>"


def inline(more: Text) -> Text:
    """What stands in a line; `more` is what the elements in it hold."""
    marks = st.tuples(
        _choice("strong", "em", "u", "sub", "sup", "code", "del", "s", "b", "i", "span", "small", "kbd", "font", "ins"),
        more,
    ).map(lambda parts: f"<{parts[0]}>{parts[1]}</{parts[0]}>")
    return st.one_of(
        marks,
        tag("span", _ANY, more),
        tag("ac:inline-comment-marker", {"ac:ref": st.one_of(_UUID, VALUES)}, more),
        tag("time", {"datetime": st.one_of(_choice("2024-02-22", "x"), VALUES)}),
        tag("ac:placeholder", {"ac:type": _choice("mention")}, text()),
        tag("at:var", {"at:name": VALUES, "at:rawxhtml": _choice("true")}),
        tag("img", {"src": VALUES, "alt": VALUES, "onerror": VALUES, "width": _choice("5"), "style": _STYLE}),
        _choice("<br />", "<br/>", "<!-- note -->"),
        links(more),
        images(),
        emoticons(),
        formulas(),
    )


def task_lists(body: Text) -> Text:
    """Lists of tasks, with the line ends that the editor writes."""
    task = st.tuples(
        st.one_of(
            st.just(""),
            st.integers(0, 99).map(lambda number: f"<ac:task-id>{number}</ac:task-id>\n"),
            VALUES.map(lambda v: f"<ac:task-id>{v}</ac:task-id>"),
        ),
        _choice(
            "",
            "<ac:task-status>complete</ac:task-status>\n",
            "<ac:task-status>incomplete</ac:task-status>\n",
            "<ac:task-status />",
        ),
        st.one_of(
            st.just(""),
            tag(
                "ac:task-body",
                {},
                st.one_of(body, body.map(lambda inner: f'<span class="placeholder-inline-tasks">{inner}</span>')),
            ),
        ),
    ).map(lambda parts: f"<ac:task>\n{''.join(parts)}</ac:task>\n")
    return st.lists(task, max_size=3).map(lambda tasks: f"<ac:task-list>\n{''.join(tasks)}</ac:task-list>")


def tables(cell: Text) -> Text:
    """Tables with and without widths, heads and colours."""
    cells = st.one_of(
        tag("td", {"colspan": _choice("2", "x"), "data-highlight-colour": _choice("red", "#79f2c0"), **_ANY}, cell),
        tag("th", {"scope": _choice("row"), **_ANY}, cell),
    )
    rows = st.lists(st.lists(cells, max_size=3).map(lambda row: f"<tr>{''.join(row)}</tr>"), max_size=3).map("".join)
    columns = _choice("", '<colgroup><col style="width: 297.0px;" /><col /></colgroup>')
    return st.tuples(
        _choice('<table class="wrapped">', '<table data-layout="default" ac:local-id="x">', "<table>"), columns, rows
    ).map(lambda parts: f"{parts[0]}{parts[1]}<tbody>{parts[2]}</tbody></table>")


def blocks(line: Text, more: Text, names: Text) -> Text:
    """Blocks; `line` is what stands in lines, `more` what blocks hold, `names` gives names of macros."""
    holders = st.tuples(_choice("div", "blockquote", "details", "section", "ac:layout-cell"), more)
    return st.one_of(
        tag("p", _ANY, line),
        st.tuples(st.integers(1, 6), line).map(lambda parts: f"<h{parts[0]}>{parts[1]}</h{parts[0]}>"),
        st.tuples(_choice("ul", "ol", 'ol start="1"'), st.lists(st.one_of(line, more), min_size=1, max_size=3)).map(
            lambda parts: f"<{parts[0]}>{''.join(f'<li>{item}</li>' for item in parts[1])}</{parts[0][:2]}>"
        ),
        holders.map(lambda parts: f"<{parts[0]}>{parts[1]}</{parts[0]}>"),
        tables(st.one_of(line, more)),
        task_lists(st.one_of(line, more)),
        macros(names, more),
        more.map(
            lambda inner: (
                '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute>'
                f"<ac:adf-content>{inner}</ac:adf-content></ac:adf-node><ac:adf-fallback>{inner}</ac:adf-fallback></ac:adf-extension>"
            )
        ),
        _choice("<hr />", "<p />", "<p><br /></p>", '<p class="auto-cursor-target"><br /></p>', "<pre>a\n  b</pre>"),
    )


def layouts(cell: Text) -> Text:
    """Layouts of a whole page, the new ones and those from before 5.2."""
    kinds = _choice(
        "single",
        "two_equal",
        "two_left_sidebar",
        "two_right_sidebar",
        "three_equal",
        "three_with_sidebars",
        "fixed-width",
        "x",
    )
    cells = st.lists(cell.map(lambda inner: f"<ac:layout-cell>{inner}</ac:layout-cell>"), min_size=1, max_size=3).map(
        "".join
    )
    section = st.tuples(kinds, cells).map(
        lambda parts: f'<ac:layout-section ac:type="{parts[0]}">{parts[1]}</ac:layout-section>'
    )
    new = st.lists(section, min_size=1, max_size=3).map(lambda parts: f"<ac:layout>{''.join(parts)}</ac:layout>")
    old = cell.map(
        lambda inner: (
            '<div class="contentLayout" data-atlassian-layout="{&quot;name&quot;:&quot;x&quot;}">'
            '<div class="header"></div>'
            f'<div class="columnLayout twoColumns"><div class="cell large"><div class="innerCell">{inner}</div></div>'
            "</div></div>"
        )
    )
    return st.one_of(new, old)


_MACROS = (
    "code noformat info note tip warning panel toc toc-zone anchor status excerpt expand section column chart "
    "mathblock mathinline nonesuch INFO html widget iframe jira color div"
)
KNOWN_MACROS = ("", *_MACROS.split())
"""Names of macros that need nothing but the document, and of some that are off or unknown."""


def documents(names: Any = None, max_leaves: int = 12) -> Text:
    """Whole bodies.

    Args:
        names: a strategy for the names of macros; by default those of `KNOWN_MACROS`.
        max_leaves: about how large they get.
    """
    chosen: Text = _choice(*KNOWN_MACROS) if names is None else names
    lines = st.recursive(
        text(), lambda more: st.lists(inline(more), min_size=1, max_size=3).map("".join), max_leaves=max_leaves
    )
    bodies = st.recursive(
        lines.map(lambda line: f"<p>{line}</p>"),
        lambda more: st.lists(blocks(lines, more, chosen), min_size=1, max_size=3).map("\n".join),
        max_leaves=max_leaves,
    )
    return st.one_of(bodies, bodies, layouts(bodies))
