"""Hypothesis strategies: texts full of the signs of wiki markup and of Markdown."""

from hypothesis import strategies as st

from tests.wiki.markup.cases import MARKUP

_WIKI_SIGNS = (
    "* _ - + ^ ~ ?? {* {*} {_} {{ }} {color:red} {color} {quote} {info} {info:title=x} {code} {code:java} {noformat} "
    "{foo} {foo:a|b=c} {excerpt} {toc} {section} {column} {include:K:T} {html} [ ] | || ! ^ # $1 ~x @ : KEY: "
    "/2019/01/02/ http://h/ mailto:a @jira h1. bq. ---- -- --- \\ \\\\ :) (x) (*) <3 & &amp; &nbsp; &#0; &foo; < > "
    "]]> <![CDATA[ <p> </p> <!-- a b c é 字 \u200b !a.png! [a|b] |a|b| thumbnail , = \" ' } { . ( )"
)
_MARKDOWN_SIGNS = (
    "# ## * - + 1. > ``` ~~~ ` `` ** __ ~~ _ | --- |---|---| [ ] ( ) [a](b) ![a](b.png) <http://h/> https://h/x "
    "[^1] [^1]: [ref]: <b> </b> <div> </div> <script> </script> <!-- --> <br> <br/> <img src=x> &amp; & < > \\ [ ] "
    '[x] a b é 字 ```py &copy; <?a?> <![CDATA[ ]]> <p class="x"> onclick= javascript: : " \''
)
_ODD = st.sampled_from(["\x00", "\x01", "\x02", "\x03", "\ud800", "\ufffe", "\r", "\r\n", "\u2028", "\x0b", "\x0c"])


def _texts(signs: str) -> st.SearchStrategy[str]:
    piece = st.one_of(
        st.sampled_from(signs.split()), st.sampled_from(["\n", "\n\n", " ", "\t", "    "]), st.text(max_size=3), _ODD
    )
    return st.lists(piece, max_size=40).map("".join)


WIKI_MARKUP = _texts(_WIKI_SIGNS)
"""Texts that look like wiki markup."""

MARKDOWN = _texts(_MARKDOWN_SIGNS)
"""Texts that look like Markdown."""


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    text = "\n".join(draw(st.lists(st.sampled_from([case.markup for case in MARKUP]), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 8))
        text = text[:place] + draw(st.sampled_from(["", *_WIKI_SIGNS.split(), "\n", " "])) + text[place + cut :]
    return text


MUTATED = _mutated()
"""Golden cases with something put in or cut out."""
