"""Nothing that a document holds becomes live: no script, no event handler, no dangerous address, no foreign markup."""

import re

import pytest
from hypothesis import HealthCheck, given, settings

from tests.strategies.storage import documents
from tests.wiki.rendering.html_checks import reads_the_same_again, unsafe_parts
from tests.wiki.rendering.known_links import context
from tests.wiki.storage_format import generated
from wiki.rendering.render import render_storage
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.parser import parse

JS = "javascript:alert(1)"
MACRO = '<ac:structured-macro ac:name="{}"><ac:parameter ac:name="{}">{}</ac:parameter>{}</ac:structured-macro>'
PLAIN = "<ac:plain-text-body>"
BODY = "<ac:rich-text-body><p>x</p></ac:rich-text-body>"
EVIL = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;b x=&quot;"
EVIL_STYLE = "red; background: url(javascript:alert(1))"

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    '<script src="http://evil.example/x.js"></script>',
    '<script src="http://evil.example/x.js"/>',
    "<script><![CDATA[alert(1)]]></script>",
    "<p><![CDATA[<script>alert(1)</script>]]></p>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<p>&#60;script&#62;alert(1)&#60;/script&#62;</p>",
    "<scr<script>ipt>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<script\n>alert(1)</script\n>",
    '<img src="javascript:alert(1)" />',
    '<img src="JaVaScRiPt:alert(1)" />',
    '<img src="jav&#9;ascript:alert(1)" />',
    '<img src="jav&#x0A;ascript:alert(1)" />',
    '<img src="jav&#x0D;ascript:alert(1)" />',
    '<img src=" &#14; javascript:alert(1)" />',
    '<img src="x" onerror="alert(1)" />',
    '<IMG SRC="x" ONERROR="alert(1)" />',
    '<img src="x&quot; onerror=&quot;alert(1)" />',
    "<img src='x\" onerror=\"alert(1)' />",
    '<img src="data:image/svg+xml;base64,PHN2Zz4=" />',
    '<img src="/x.png" alt="&quot; onload=&quot;alert(1)" title="&#39; onload=&#39;alert(1)" />',
    '<img dynsrc="javascript:alert(1)" lowsrc="javascript:alert(1)" srcset="javascript:alert(1)" />',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="&#0000106;&#0000097;vascript:alert(1)">x</a>',
    '<a href="&#x6A;&#x61;vascript:alert(1)">x</a>',
    '<a href="\u00a0javascript:alert(1)">x</a>',
    '<a href="java\u00adscript:alert(1)">x</a>',
    '<a href="java\u200bscript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="livescript:x">x</a>',
    '<a href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="blob:https://x/1">x</a>',
    '<a href="view-source:javascript:alert(1)">x</a>',
    '<a href="feed:javascript:alert(1)">x</a>',
    '<a href="java&#x09;&#x0d;&#x0a;script&#58;alert(1)">x</a>',
    '<a xlink:href="javascript:alert(1)" xmlns:xlink="x">x</a>',
    '<a href="http://x" onmouseover="alert(1)" OnClick="alert(1)">x</a>',
    '<a href="//evil.example" target="_blank">x</a>',
    '<a href="http://x" ping="http://evil.example" download="x">x</a>',
    '<p style="background-image: url(javascript:alert(1))">x</p>',
    '<p style="background:url(http://evil.example/x)">x</p>',
    '<p style="width: expression(alert(1))">x</p>',
    '<p style="width: exp/**/ression(alert(1))">x</p>',
    '<p style="wid\\th: 1px; colo\\r: red">x</p>',
    '<p style="behavior: url(x.htc); -moz-binding: url(x.xml#x)">x</p>',
    '<p style="position: fixed; top: 0; left: 0; width: 100%; height: 100%; z-index: 9999">x</p>',
    '<p style="color: red; @import url(x)">x</p>',
    '<p style="color: red&quot; onclick=&quot;alert(1)">x</p>',
    '<p style="color: url&#40;javascript:alert(1)&#41;">x</p>',
    "<style>@import url(javascript:alert(1));</style>",
    '<link rel="stylesheet" href="javascript:alert(1)" />',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)" />',
    '<base href="javascript:alert(1)//" />',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    '<frameset><frame src="javascript:alert(1)" /></frameset>',
    '<object data="data:text/html;base64,PHNjcmlwdD4="><param name="x" value="y" /></object>',
    '<embed src="data:image/svg+xml;base64,PHN2Zz4=" />',
    '<applet code="x"></applet>',
    '<form action="javascript:alert(1)"><input type="submit" formaction="javascript:alert(1)" /></form>',
    '<button formaction="javascript:alert(1)">x</button>',
    '<input type="image" src="javascript:alert(1)" onfocus="alert(1)" autofocus="autofocus" />',
    '<isindex action="javascript:alert(1)" />',
    '<body onload="alert(1)" background="javascript:alert(1)">x</body>',
    '<table background="javascript:alert(1)"><tr><td background="javascript:alert(1)">x</td></tr></table>',
    '<video src="x" onerror="alert(1)"><source onerror="alert(1)" /></video>',
    '<audio src="x" onerror="alert(1)" />',
    '<details ontoggle="alert(1)" open="open"><summary>x</summary></details>',
    '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    '<svg><a xlink:href="javascript:alert(1)" xmlns:xlink="x"><text>x</text></a></svg>',
    '<svg><animate onbegin="alert(1)" attributeName="x" /><foreignObject><p onclick="x">x</p></foreignObject></svg>',
    '<math><maction actiontype="statusline#http://x" href="javascript:alert(1)">x</maction></math>',
    '<math><mtext><table><mglyph><style><img src="x" onerror="alert(1)" /></style></mglyph></table></mtext></math>',
    "<noscript><p title=\"&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;\">x</p></noscript>",
    "<xmp><p>&lt;/xmp&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p></xmp>",
    "<plaintext>x</plaintext>",
    '<textarea>&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>',
    '<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>',
    '<template><script>alert(1)</script></template>',
    '<p title="--&gt;&lt;script&gt;alert(1)&lt;/script&gt;"><!-- x --></p>',
    '<!--[if gte IE 4]><script>alert(1)</script><![endif]--><p>x</p>',
    '<p xmlns:html="http://www.w3.org/1999/xhtml"><html:script>alert(1)</html:script></p>',
    '<p id="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" class="&quot; onclick=&quot;x">x</p>',
    f'<ac:link><ri:url ri:value="{JS}" /></ac:link>',
    f'<ac:image><ri:url ri:value="{JS}" /></ac:image>',
    '<ac:image ac:alt="&quot; onerror=&quot;alert(1)" ac:class="&quot; onclick" ac:style="position:fixed">'
    '<ri:attachment ri:filename="a.png" /></ac:image>',
    '<ac:link ac:anchor="&quot; onclick=&quot;alert(1)"><ri:page ri:content-title="Other Page" /></ac:link>',
    f'<ac:link ac:tooltip="{EVIL}"><ri:page ri:content-title="{EVIL}" /></ac:link>',
    "<ac:link><ri:page ri:content-title='x' /><ac:plain-text-link-body><![CDATA[<script>alert(1)</script>]]>"
    "</ac:plain-text-link-body></ac:link>",
    f'<ac:link><ri:attachment ri:filename="missing{EVIL}" /></ac:link>',
    f'<ac:link><ri:user ri:username="{EVIL}" /></ac:link>',
    f'<ac:link><ri:shortcut ri:key="{EVIL}" ri:parameter="{EVIL}" /></ac:link>',
    f'<ac:emoticon ac:name="{EVIL}" ac:emoji-fallback="{EVIL}" ac:emoji-id="{EVIL}" />',
    f'<ac:inline-comment-marker ac:ref="{EVIL}">x</ac:inline-comment-marker>',
    f'<ac:layout><ac:layout-section ac:type="{EVIL}"><ac:layout-cell /></ac:layout-section></ac:layout>',
    f"<ac:task-list><ac:task><ac:task-id>{EVIL}</ac:task-id><ac:task-body>x</ac:task-body></ac:task></ac:task-list>",
    f'<time datetime="{EVIL}" />',
    f'<at:var at:name="{EVIL}" />',
    f'<h1 id="{EVIL}">x</h1>' + MACRO.format("toc", "style", EVIL, ""),
    f"<h1>{EVIL}</h1>" + MACRO.format("toc", "separator", EVIL, "") + MACRO.format("toc", "class", EVIL, ""),
    MACRO.format("toc", "indent", EVIL_STYLE, ""),
    MACRO.format("panel", "bgColor", EVIL_STYLE, BODY),
    MACRO.format("panel", "title", EVIL, BODY),
    MACRO.format("panel", "panelIconText", EVIL, BODY),
    MACRO.format("info", "title", EVIL, BODY),
    MACRO.format("expand", "title", EVIL, BODY),
    MACRO.format("status", "title", EVIL, ""),
    MACRO.format("status", "colour", EVIL, ""),
    MACRO.format("anchor", "", EVIL, ""),
    MACRO.format("column", "width", EVIL_STYLE, BODY),
    MACRO.format("code", "theme", EVIL, f"{PLAIN}<![CDATA[</pre><script>alert(1)</script>]]></ac:plain-text-body>"),
    MACRO.format("code", "language", EVIL, "<ac:plain-text-body>&lt;script&gt;</ac:plain-text-body>"),
    MACRO.format("code", "language", "html", "<ac:plain-text-body><![CDATA[<script>x</script>]]></ac:plain-text-body>"),
    MACRO.format("noformat", "title", EVIL, "<ac:plain-text-body>&lt;/pre&gt;&lt;script&gt;</ac:plain-text-body>"),
    MACRO.format(EVIL, EVIL, EVIL, BODY),
    MACRO.format("html", "", "", "<ac:plain-text-body><![CDATA[<script>alert(1)</script>]]></ac:plain-text-body>"),
    f'<ac:structured-macro ac:name="info" ac:macro-id="{EVIL}">{BODY}</ac:structured-macro>',
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS)
def test_known_attacks_stay_dead(vector: str) -> None:
    for storage in (vector, f"<table><tr><td>{vector}</td></tr></table>", f"<p>{vector}"):
        markup = render_storage(storage, context())
        assert unsafe_parts(markup) == []


def test_the_table_is_about_documents_that_parse() -> None:
    readable = 0
    for vector in VECTORS:
        try:
            parse(vector)
        except MalformedStorage:
            continue
        readable += 1
    assert readable >= 100


def test_the_check_itself_finds_what_it_looks_for() -> None:
    assert unsafe_parts("<p>x</p><a href='/x'>y</a>") == []
    for bad in (
        "<script>x</script>",
        "<p onclick='x'>y</p>",
        "<a href=' java\nscript:x'>y</a>",
        "<ac:link>x</ac:link>",
    ):
        assert unsafe_parts(bad)


@settings(max_examples=300, deadline=None)
@given(generated.DOCUMENTS)
def test_whatever_parses_renders_safe(storage: str) -> None:
    parse(storage)
    markup = render_storage(storage, context())
    assert "unreadable-storage" not in markup
    assert unsafe_parts(markup) == []


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_whatever_pages_hold_renders_safe(storage: str) -> None:
    markup = render_storage(storage, context(settings={"external_images": "click", "embedded_frames": "click"}))
    assert "unreadable-storage" not in markup
    assert unsafe_parts(markup) == []
    assert not re.search(r"</?(ac|ri|at):", markup)
    assert reads_the_same_again(markup)
