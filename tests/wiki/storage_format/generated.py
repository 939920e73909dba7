"""Hypothesis strategies: trees of storage format, written the way people and programs write them."""

from hypothesis import strategies as st

CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="<&>\ufffe\uffff", max_codepoint=0x2FFFF
).filter(lambda letter: (ord(letter) & 0xFFFE) != 0xFFFE)
TEXT = st.one_of(
    st.text(CHARACTERS, max_size=12),
    st.sampled_from(["&nbsp;", "&amp;lt;script&gt;", "&#65;", "\n", " ", "javascript:x", "onclick=", "&lt;b&gt;"]),
)
ELEMENTS = (
    "p h1 h2 ul li table tr td th a img span div script style iframe svg math form input strong P ac:link "
    "ac:link-body ac:image ac:caption ri:page ri:attachment ri:url ri:user ri:space ac:structured-macro ac:parameter "
    "ac:rich-text-body ac:plain-text-body ac:task-list ac:task ac:task-id ac:task-status ac:task-body ac:layout "
    "ac:layout-section ac:layout-cell ac:emoticon ac:placeholder ac:unheard-of at:var br hr time pre textarea title"
)
TAGS = st.sampled_from(ELEMENTS.split())
ATTRIBUTES = (
    "href src style class id title onclick onerror ac:name ac:anchor ac:type ri:content-title ri:space-key "
    "ri:filename ri:value ri:userkey ac:width ac:align ac:alt data-x data-layout datetime colspan formaction"
)
NAMES = st.sampled_from(ATTRIBUTES.split())
VALUES = st.one_of(
    st.text(CHARACTERS, max_size=12).map(lambda text: text.replace('"', "&quot;").replace("'", "&apos;")),
    st.sampled_from(
        [
            "javascript:alert(1)",
            "java&#10;script:alert(1)",
            " data:text/html,x",
            "https://example.org/?a=1&amp;b=2",
            "info",
            "code",
            "toc",
            "children",
            "excerpt",
            "position:fixed;color:red;background:url(javascript:x)",
            "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
            "x onerror=alert(1)",
        ]
    ),
)


@st.composite
def _attributes(draw: st.DrawFn) -> str:
    names = draw(st.lists(NAMES, unique=True, max_size=3))
    written = []
    for name in names:
        quote = draw(st.sampled_from("\"'"))
        blank = draw(st.sampled_from(["", " "]))
        written.append(f" {name}{blank}={blank}{quote}{draw(VALUES)}{quote}")
    return "".join(written)


@st.composite
def _element(draw: st.DrawFn, content: st.SearchStrategy[str]) -> str:
    tag = draw(TAGS)
    attributes = draw(_attributes())
    inside = draw(content)
    if not inside and draw(st.booleans()):
        return f"<{tag}{attributes}{draw(st.sampled_from(['', ' ']))}/>"
    return f"<{tag}{attributes}>{inside}</{tag}>"


LEAVES = st.one_of(
    TEXT,
    st.text(CHARACTERS, max_size=8).map(lambda text: f"<![CDATA[{text}<>&]]>"),
    st.text(CHARACTERS.filter(lambda letter: letter != "-"), max_size=8).map(lambda text: f"<!--{text}-->"),
)

DOCUMENTS = st.recursive(
    LEAVES, lambda inner: st.lists(st.one_of(inner, _element(inner)), max_size=4).map("".join), max_leaves=25
)
"""Well-formed documents, as text."""

NEARLY = st.lists(
    st.sampled_from(
        ["<", ">", "</", "/>", "p", "ac:link", " ", '"', "'", "=", "&", ";", "nbsp", "#", "x41", "<!--", "-->", "--"]
        + ["<![CDATA[", "]]>", "<?", "<!", "a", "<p>", "</p>", "\n", "\x00", "\ud800"]
    ),
    max_size=25,
).map("".join)
"""Text that looks a little like storage format."""
