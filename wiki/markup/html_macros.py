"""What HTML shows that storage format has macros for: code, boxes, panels, tasks, as Confluence's exports have it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from wiki.markup.writing import cdata, clean, element, escaped

_BOXES = {"information": "info", "note": "note", "tip": "tip", "warning": "warning"}
_LANGUAGE = re.compile(r"(?:^|[\s;])(?:language-|lang-|highlight-source-|brush:\s*)([\w+#.\-]{1,50})")
_COLOURS = {
    "aui-lozenge-success": "Green", "aui-lozenge-error": "Red", "aui-lozenge-current": "Yellow",
    "aui-lozenge-complete": "Blue", "aui-lozenge-progress": "Blue", "aui-lozenge-moved": "Yellow",
}  # fmt: skip
_EMOTICON = re.compile(r"emoticon-([a-z-]{1,40})")

Macro = tuple[str, HtmlElement | None, str]
"""What stands before, the element whose inside is the body, what stands behind."""


def anchor(name: str) -> str:
    """Write an anchor."""
    return macro("anchor", {"": name})


def macro(name: str, parameters: dict[str, str], body: str = "") -> str:
    """Write a macro with its whole body."""
    start, end = _edges(name, parameters)
    return f"{start}{body}{end}"


def code(pre: HtmlElement) -> str:
    """Write preformatted text as the code macro."""
    text = clean("".join(pre.itertext())).strip("\n")
    inner = pre.find("code")
    hints = " ".join(
        one.get(name) or ""
        for one in (pre, inner, pre.getparent())
        if one is not None
        for name in ("class", "data-syntaxhighlighter-params", "data-language")
    )
    language = _LANGUAGE.search(hints)
    body = element("ac:plain-text-body", (), cdata(text))
    return macro("code", {"language": language[1]} if language is not None else {}, body)


def macro_of(one: HtmlElement, *, blocks: bool = False) -> Macro | None:
    """Give the macro that an element was made from; None where it was none.

    Args:
        blocks: only those that stand between paragraphs.
    """
    names = (one.get("class") or "").split()
    if not names and one.tag != "li":
        return None
    if not blocks:
        found = _phrase(one, names)
        if found is not None:
            return found
    return _box(one, names) or _list(one, names)


def _phrase(one: HtmlElement, names: list[str]) -> Macro | None:
    if "status-macro" in names:
        colour = next((_COLOURS[name] for name in names if name in _COLOURS), "Grey")
        title = " ".join(clean("".join(one.itertext())).split())
        return macro("status", {"colour": colour, "title": title}), None, ""
    if one.tag == "img" and "emoticon" in names:
        found = _EMOTICON.search(one.get("class") or "")
        return (element("ac:emoticon", [("ac:name", found[1])]), None, "") if found is not None else None
    return None


def _box(one: HtmlElement, names: list[str]) -> Macro | None:
    if one.tag != "div":
        return None
    if "confluence-information-macro" in names:
        kind = next((name for name in names if name.startswith("confluence-information-macro-")), "")
        title = _taken(one, "./p[contains(@class, 'title')]")
        body = _first(one, "./div[contains(@class, 'confluence-information-macro-body')]")
        return _rich(_BOXES.get(kind.rpartition("-")[2], "info"), {"title": title}, body)
    if "expand-container" in names:
        title = _taken(one, "./div[contains(@class, 'expand-control')]")
        return _rich("expand", {"title": title}, _first(one, "./div[contains(@class, 'expand-content')]"))
    if "panel" in names:
        title = _taken(one, "./div[contains(@class, 'panelHeader')]")
        body = _first(one, "./div[contains(@class, 'panelContent')]")
        if body is None:
            return None
        pre = body.find("pre")
        if "code" in names and pre is not None:
            return code(pre).replace('ac:name="code">', f'ac:name="code">{_parameters({"title": title})}', 1), None, ""
        return _rich("panel", {"title": title}, body)
    if "toc-macro" in names:
        return macro("toc", {}), None, ""
    return None


def _list(one: HtmlElement, names: list[str]) -> Macro | None:
    if one.tag == "ul" and "childpages-macro" in names:
        return macro("children", {}), None, ""
    if one.tag == "ul" and "inline-task-list" in names:
        return "<ac:task-list>", one, "</ac:task-list>"
    parent = one.getparent()
    if one.tag == "li" and parent is not None and "inline-task-list" in (parent.get("class") or ""):
        number = one.get("data-inline-task-id") or ""
        number = number if number.isascii() and number.isdecimal() and len(number) < 10 else "1"
        status = "complete" if "checked" in names else "incomplete"
        start = f"<ac:task><ac:task-id>{number}</ac:task-id><ac:task-status>{status}</ac:task-status><ac:task-body>"
        return start, one, "</ac:task-body></ac:task>"
    return None


def _rich(name: str, parameters: dict[str, str], body: HtmlElement | None) -> Macro:
    start, end = _edges(name, parameters)
    return f"{start}<ac:rich-text-body>", body, f"</ac:rich-text-body>{end}"


def _edges(name: str, parameters: dict[str, str]) -> tuple[str, str]:
    return f'<ac:structured-macro ac:name="{name}">{_parameters(parameters)}', "</ac:structured-macro>"


def _parameters(parameters: dict[str, str]) -> str:
    return "".join(
        f'<ac:parameter ac:name="{name}">{escaped(value)}</ac:parameter>' for name, value in parameters.items() if value
    )


def _first(one: HtmlElement, path: str) -> HtmlElement | None:
    return next((each for each in one.xpath(path)), None)


def _taken(one: HtmlElement, path: str) -> str:
    found = _first(one, path)
    return " ".join(clean("".join(found.itertext())).split()) if found is not None else ""
