"""Rendered HTML as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.transfer.markdown_export import markdown_of

PAGE = "http://wiki.example/display/DOC/Page"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Two</h2><p>a <strong>b</strong> <em>c</em></p>", "## Two\n\na **b** _c_"),
        ("<p>1 * 2_3 [x] `y`</p>", r"1 \* 2\_3 \[x\] \`y\`"),
        ("<p># no heading</p><p>1. no item</p><p>- no</p>", "\\# no heading\n\n1\\. no item\n\n\\- no"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol><p>d</p>", "1. a\n\n   b\n\n2. c\n\nd"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre>x = [1]\n  y</pre>", "```\nx = [1]\n  y\n```"),
        ("<pre>```</pre>", "````\n```\n````"),
        ('<p><a href="#part">go</a></p>', f"[go]({PAGE}#part)"),
        ('<p><a href="http://h/a(b) c">x</a></p>', "[x](http://h/a%28b%29%20c)"),
        ("<table><tr><th>a</th><th>b|c</th></tr><tr><td><p>1</p></td><td>2</td></tr></table>",
         "| a | b\\|c |\n| --- | --- |\n| 1 | 2 |"),
        ("<p>a<br>b</p><hr><p>c</p>", "a\\\nb\n\n---\n\nc"),
        ("<p>x</p><style>p{}</style><script>y()</script>", "x"),
    ],
)  # fmt: skip
def test_it_reads_as_it_was(html: str, expected: str):
    assert markdown_of(html, PAGE) == expected + "\n"


PIECES = (
    "<ul> </ul> <ol> </ol> <li> </li> <p> </p> <table> </table> <tr> <td> </td> <pre> </pre> <a> </a> <b> </b> "
    "<blockquote> </blockquote> text &lt; <svg> </svg> <h1> </h1> <br> <img>"
)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=40))
def test_whatever_is_nested_it_ends(pieces: list[str]):
    assert markdown_of("".join(pieces), PAGE).endswith("\n")


def test_deep_nesting_is_quick():
    html = "<ul><li>" * 20_000 + "x" + "</li></ul>" * 20_000
    assert "x" in markdown_of(html, PAGE)
