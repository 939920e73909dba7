/** Makes documents in storage format, with all that people, programs and old servers write. */

import fc from "fast-check";

const words = fc.constantFrom(
    "word",
    " two words ",
    "a &amp; b",
    "&nbsp;",
    "&rsquo;s &eacute;t&eacute;",
    "&quot;said&quot;",
    "\n  broken\n  line ",
    "&#8364; &#x1F600; 😀",
    "x&lt;y&gt;z",
    "",
);
const id = fc.constantFrom("", ' ac:macro-id="0f1e"', ' ac:schema-version="1" ac:macro-id="77aa"');
const space = fc.constantFrom("", "", "\n", "\n  ", " ");
const joined = (parts: fc.Arbitrary<string>, most = 3) =>
    fc.array(parts, { maxLength: most }).map((each) => each.join(""));

const { inline, block } = fc.letrec<{ inline: string; block: string; item: string; cell: string }>((tie) => {
    const line = joined(tie("inline"), 4);
    const blocks = fc
        .tuple(space, joined(fc.tuple(tie("block"), space).map((each) => each.join(""))))
        .map((each) => each.join(""));
    const mixed = fc.oneof(
        line,
        blocks,
        fc.tuple(line, blocks).map((each) => each.join("")),
    );
    const wrap = (open: string, close: string) => line.map((inside) => `${open}${inside}${close}`);
    return {
        inline: fc.oneof(
            { depthSize: "xsmall", withCrossShrink: true },
            words,
            words,
            fc.constantFrom(
                "<br />",
                "<br/>",
                '<ac:emoticon ac:name="smile" />',
                '<time datetime="2024-02-22" />',
                '<ac:link><ri:user ri:userkey="8a" /></ac:link>',
                '<ac:link><ri:page ri:content-title="A &amp; B" /></ac:link>',
                '<ac:link ac:anchor="x"><ri:page ri:space-key="K" ri:content-title="T" /><ac:plain-text-link-body><![CDATA[here > ]]></ac:plain-text-link-body></ac:link>',
                '<ac:link ac:anchor="only" />',
                "<ac:link />",
                '<ac:link><ri:attachment ri:filename="a.png" /><ac:link-body>a <strong>b</strong></ac:link-body></ac:link>',
                '<ac:image ac:align="center" ac:width="10"><ri:attachment ri:filename="p.png"><ri:page ri:content-title="P" /></ri:attachment></ac:image>',
                '<ac:image ac:queryparams="effects=x"><ri:url ri:value="http://x/" /><ac:caption><p>c</p></ac:caption></ac:image>',
                '<ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">Green</ac:parameter><ac:parameter ac:name="title">OK</ac:parameter></ac:structured-macro>',
                '<ac:structured-macro ac:name="jira"><ac:parameter ac:name="key">A-1</ac:parameter></ac:structured-macro>',
                "<ac:placeholder>say it</ac:placeholder>",
                "<!-- a note -->",
                '<img src="x" />',
                '<span class="e"></span>',
            ),
            wrap("<strong>", "</strong>"),
            wrap("<b>", "</b>"),
            wrap("<em>", "</em>"),
            wrap("<code>", "</code>"),
            wrap('<span style="color: rgb(1,2,3);">', "</span>"),
            wrap('<span class="x" id="y">', "</span>"),
            wrap('<a href="https://example.org/?a=1&amp;b=2" data-card-appearance="inline">', "</a>"),
            wrap('<ac:inline-comment-marker ac:ref="r1">', "</ac:inline-comment-marker>"),
        ),
        item: mixed.map((inside) => `<li>${inside}</li>`),
        cell: fc.oneof(
            mixed.map((inside) => `<td>${inside}</td>`),
            mixed.map((inside) => `<th class="confluenceTh">${inside}</th>`),
            fc.constant("<td />"),
            mixed.map((inside) => `<td colspan="2" class="highlight-red" data-highlight-colour="red">${inside}</td>`),
        ),
        block: fc.oneof(
            { depthSize: "xsmall", withCrossShrink: true },
            wrap("<p>", "</p>"),
            wrap('<p class="auto-cursor-target" style="text-align: center;">', "</p>"),
            wrap("<h2>", "</h2>"),
            fc.constantFrom(
                "<p />",
                "<p><br /></p>",
                "<hr />",
                "<hr/>",
                "<!-- between -->",
                '<ac:structured-macro ac:name="toc" />',
                '<ac:structured-macro ac:name="children"><ac:parameter ac:name="page"><ac:link><ri:page ri:content-title="R" /></ac:link></ac:parameter></ac:structured-macro>',
                '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">java</ac:parameter><ac:plain-text-body><![CDATA[a\n ]]]]><![CDATA[> b]]></ac:plain-text-body></ac:structured-macro>',
                '<ac:macro ac:name="noformat"><ac:plain-text-body>x &amp; y</ac:plain-text-body></ac:macro>',
                "<pre>a\n  b</pre>",
                "<dl><div><dt>a</dt><dd>b</dd></div></dl>",
                '<ac:adf-extension><ac:adf-node type="panel"></ac:adf-node></ac:adf-extension>',
                "<ac:task-list>\n<ac:task>\n<ac:task-id>3</ac:task-id>\n<ac:task-status>incomplete</ac:task-status>\n<ac:task-body>do <em>it</em></ac:task-body>\n</ac:task>\n</ac:task-list>",
                "<ul>text<li>a</li></ul>",
                "<table><caption><p>c</p><p>d</p></caption><tbody><tr><td>a</td></tr></tbody></table>",
            ),
            fc
                .tuple(line, mixed, space)
                .map(([term, said, gap]) => `<dl>${gap}<dt>${term}</dt>${gap}<dd class="x">${said}</dd></dl>`),
            fc
                .tuple(line, tie("cell"), space, fc.constantFrom("<caption>", '<caption style="x: y">\n<p>'))
                .map(
                    ([words, cell, gap, open]) =>
                        `<table class="wrapped">${gap}${open}${words}${open.endsWith("<p>") ? "</p> " : ""}</caption>${gap}<tbody><tr>${cell}</tr></tbody></table>`,
                ),
            fc.array(tie("item"), { minLength: 1, maxLength: 3 }).map((items) => `<ul>${items.join("\n")}</ul>`),
            fc
                .array(tie("item"), { minLength: 1, maxLength: 3 })
                .map((items) => `<ol start="1">\n${items.join("")}</ol>`),
            fc
                .array(fc.array(tie("cell"), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
                .map(
                    (rows) =>
                        `<table class="wrapped"><colgroup><col style="width: 50.0px;" /><col /></colgroup><tbody>${rows.map((cells) => `<tr>${cells.join("")}</tr>`).join("\n")}</tbody></table>`,
                ),
            fc
                .array(tie("cell"), { minLength: 1, maxLength: 2 })
                .map(
                    (cells) =>
                        `<table><thead><tr>${cells.join("")}</tr></thead>\n<tbody><tr>${cells.join("")}</tr></tbody></table>`,
                ),
            blocks.map((inside) => `<blockquote>${inside}</blockquote>`),
            blocks.map((inside) => `<div class="x">${inside}</div>`),
            fc
                .tuple(id, mixed)
                .map(
                    ([attributes, inside]) =>
                        `<ac:structured-macro ac:name="panel"${attributes}><ac:parameter ac:name="title">T</ac:parameter><ac:rich-text-body>${inside}</ac:rich-text-body></ac:structured-macro>`,
                ),
            blocks.map(
                (inside) =>
                    `<ac:layout>\n<ac:layout-section ac:type="single"><ac:layout-cell>${inside}</ac:layout-cell></ac:layout-section></ac:layout>`,
            ),
        ),
    };
});

/** Whole documents. */
export const documents = fc
    .array(fc.oneof(block, block, block, inline), { maxLength: 5 })
    .chain((parts) =>
        fc
            .array(space, { minLength: parts.length, maxLength: parts.length })
            .map((gaps) => parts.map((part, place) => part + gaps[place]!).join("")),
    );
