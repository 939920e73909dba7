"""The style sheet of a document that is shown outside the wiki."""

from functools import cache

from wiki.macros.highlighting import pygments_css

_STYLE = """
body { font: 14px/1.5 system-ui, sans-serif; color: #172b4d; background: #fff; margin: 2em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.2em 0 .4em; }
a { color: #0052cc; } a.unresolved { color: #bf2600; }
pre { background: #f4f5f7; padding: .6em .8em; overflow: auto; margin: 0; }
img, svg { max-width: 100%; } svg { height: auto; }
table { border-collapse: collapse; } th, td { padding: .3em .6em; text-align: start; vertical-align: top; }
.table-wrap { overflow-x: auto; margin: .7em 0; }
.confluenceTable { border-collapse: collapse; }
.confluenceTh, .confluenceTd { border: 1px solid #c1c7d0; padding: .4em .6em; text-align: left; vertical-align: top; }
.confluenceTh { background: #f4f5f7; }
.panel, .confluence-information-macro, .unknown-macro, .macro-error { border: 1px solid #c1c7d0; border-radius: 3px;
  margin: .7em 0; }
.panelHeader { background: #f4f5f7; padding: .4em .8em; } .panelContent { padding: .4em .8em; }
.confluence-information-macro > .title, summary { font-weight: 700; margin: 0 0 .3em; }
:is(td, th, .panelContent, .cell, .columnMacro, .confluence-information-macro-body) > :first-child { margin-top: 0; }
:is(td, th, .panelContent, .cell, .columnMacro, .confluence-information-macro-body) > :last-child { margin-bottom: 0; }
.confluence-information-macro, .macro-error, .unknown-macro { padding: .6em .8em; border-left-width: 4px; }
.confluence-information-macro-information { border-left-color: #0052cc; }
.confluence-information-macro-tip { border-left-color: #00875a; }
.confluence-information-macro-note { border-left-color: #ff991f; }
.confluence-information-macro-warning, .macro-error { border-left-color: #de350b; }
.aui-lozenge { border-radius: 3px; background: #dfe1e6; font-size: 11px; font-weight: 700; padding: 1px 4px;
  text-transform: uppercase; }
.line-number::before { content: attr(data-line); display: inline-block; width: 3em; color: #6b778c; }
.columnLayout, .sectionMacroRow { display: flex; gap: 1em; } .cell, .columnMacro { flex: 1; }
.columnMacro[style*="width"] { flex: none; }
.inline-task-list { list-style: none; padding-left: .5em; }
"""


@cache
def document_style() -> str:
    """Give the style sheet: what the classes of rendered bodies need to look right, on a light page."""
    return _STYLE + pygments_css(selector="pre.syntaxhighlighter-pre", dark="")
