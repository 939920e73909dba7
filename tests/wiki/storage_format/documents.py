"""Documents as real pages hold them, for tests that go through all of them."""

DOCUMENTS = [
    "",
    " \n",
    "plain",
    "\ufeffwith a mark",
    "<p>Hello&nbsp;<strong>w&ouml;rld</strong> &quot;x&quot; &apos;y&apos; &#8217; &#x2019;</p>",
    '<p />\r\n<p><br/></p>\r<p class="auto-cursor-target"><br /></p>\t<hr></hr>',
    "<p  a = '1'\n b=\"2\" ></p\n>",
    '<ac:structured-macro ac:name="code" ac:schema-version="1" ac:macro-id="e1e1">'
    '<ac:parameter ac:name="language">java</ac:parameter>'
    "<ac:plain-text-body><![CDATA[if (a < b && c) { x]]]]><![CDATA[>y }]]></ac:plain-text-body></ac:structured-macro>",
    '<ac:macro ac:name="anchor"><ac:default-parameter>here</ac:default-parameter></ac:macro>',
    '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">T</ac:parameter><ac:rich-text-body>'
    '<p>a</p><ac:structured-macro ac:name="panel"><ac:rich-text-body><p>b</p></ac:rich-text-body>'
    "</ac:structured-macro></ac:rich-text-body></ac:structured-macro>",
    '<p><ac:link ac:anchor="a"><ri:page ri:content-title="P &amp; Q" ri:space-key="DS" /><ac:link-body>x <em>y</em>'
    '</ac:link-body></ac:link> <ac:link><ri:user ri:userkey="8a" /></ac:link></p>',
    '<ac:image ac:width="100" ac:align="center"><ri:attachment ri:filename="a b.png"><ri:page ri:content-title="P" />'
    "</ri:attachment><ac:caption><p>c</p></ac:caption></ac:image>",
    "<ac:task-list>\n<ac:task>\n<ac:task-id>1</ac:task-id>\n<ac:task-status>incomplete</ac:task-status>\n"
    '<ac:task-body><span class="placeholder-inline-tasks">do <time datetime="2024-02-22" /></span></ac:task-body>\n'
    "</ac:task>\n</ac:task-list>",
    '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>1</p></ac:layout-cell><ac:layout-cell>'
    "<p>2</p></ac:layout-cell></ac:layout-section></ac:layout>",
    '<table class="wrapped"><colgroup><col style="width: 297.0px;" /></colgroup><tbody><tr><th>a</th>'
    '<td class="highlight-red" data-highlight-colour="red"><p>b</p></td></tr></tbody></table>',
    '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute>'
    "<ac:adf-content><p>t</p></ac:adf-content></ac:adf-node><ac:adf-fallback><div><p>t</p></div></ac:adf-fallback>"
    "</ac:adf-extension>",
    '<p><ac:inline-comment-marker ac:ref="u">a</ac:inline-comment-marker><ac:placeholder>hint</ac:placeholder>'
    '<ac:emoticon ac:name="smile" /></p>',
    '<at:declarations><at:string at:name="v" /></at:declarations><p><at:var at:name="v" /></p>',
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math><!-- note --><IMG SRC="a.png"/>',
]
