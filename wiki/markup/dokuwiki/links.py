"""Links and media: `[[target|text]]` and `{{file?size|text}}`."""

from __future__ import annotations

import re
from urllib.parse import quote

from wiki.markup.dokuwiki.ids import resolved_id, section_id
from wiki.markup.dokuwiki.targets import Found, Targets
from wiki.markup.raw_html import is_safe_address
from wiki.markup.writing import attributes, cdata, element, escaped

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{0,30}://|mailto:|www\.")
_MAIL = re.compile(r"[^\s@<>|:/]{1,200}@[^\s@<>|:/]{1,200}\.[^\s@<>|:/]{1,60}")
_INTERWIKI = re.compile(r"([A-Za-z0-9.]{1,40})>(.*)", re.DOTALL)
_PLUGIN = re.compile(r"([A-Za-z][\w-]{0,40})>(.*)", re.DOTALL)
_SIZE = re.compile(r"([0-9]{1,5})(?:x([0-9]{1,5}))?")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".bmp", ".tif", ".tiff", ".avif")
_SITES = {
    "wp": "https://en.wikipedia.org/wiki/{}",
    "wpde": "https://de.wikipedia.org/wiki/{}",
    "wpes": "https://es.wikipedia.org/wiki/{}",
    "wpfr": "https://fr.wikipedia.org/wiki/{}",
    "wpjp": "https://jp.wikipedia.org/wiki/{}",
    "wpmeta": "https://meta.wikipedia.org/wiki/{}",
    "wppl": "https://pl.wikipedia.org/wiki/{}",
    "doku": "https://www.dokuwiki.org/{}",
    "dokubug": "https://github.com/dokuwiki/dokuwiki/issues/{}",
    "rfc": "https://www.rfc-editor.org/rfc/rfc{}",
    "man": "https://man.cx/{}",
    "google": "https://www.google.com/search?q={}",
    "google.de": "https://www.google.de/search?q={}",
    "phpfn": "https://secure.php.net/{}",
    "callto": "callto://{}",
    "tel": "tel:{}",
    "skype": "skype:{}",
}  # fmt: skip
"""The sites that every DokuWiki knows by a short name."""


class LinkWriter:
    """Writes the links and media of one page.

    Args:
        namespace: of the page, without a colon at its end.
    """

    def __init__(self, namespace: str, targets: Targets, found: Found) -> None:
        self._namespace = namespace
        self._targets = targets
        self._found = found

    def link(self, written: str) -> str:
        """Write a link, given what stands between its brackets."""
        target, bar, shown = written.partition("|")
        target, shown = target.strip(), shown.strip()
        inside = self._shown(shown)
        if _MAIL.fullmatch(target):
            return _address(f"mailto:{target}", inside or escaped(target))
        if _ADDRESS.match(target):
            address = f"http://{target}" if target.startswith("www.") else target
            return _address(address, inside or escaped(target.removeprefix("mailto:")))
        if target.startswith("\\\\"):
            return inside or escaped(target)
        foreign = _INTERWIKI.fullmatch(target)
        if foreign is not None:
            return self._interwiki(foreign[1].lower(), foreign[2], inside)
        return self._page(target, shown, inside)

    def media(self, written: str) -> str:
        """Write a picture or a link to a file, given what stands between the braces."""
        plugin = _PLUGIN.fullmatch(written.strip())
        if plugin is not None:
            return self._plugin(plugin[1].lower(), plugin[2], written)
        source, bar, caption = written.partition("|")
        name, mark, options = source.strip().rpartition("?")
        if not mark:
            name, options = source.strip(), ""
        name = name.strip()
        align = _alignment(source)
        caption = caption.strip()
        if _ADDRESS.match(name):
            if name.lower().split("?")[0].endswith(_PICTURES) and is_safe_address(name):
                resource = element("ri:url", [("ri:value", name)])
                return _picture(resource, options, align, caption)
            return _address(name, escaped(caption or name))
        file_id = resolved_id(name, self._namespace).rstrip(":")
        resource = self._targets.file(file_id) or ""
        if not resource:
            self._found.missing_files.append(file_id)
            resource = element("ri:attachment", [("ri:filename", file_id.rpartition(":")[2] or "file")])
        if file_id.endswith(_PICTURES) and "linkonly" not in options:
            return _picture(resource, options, align, caption)
        body = element("ac:plain-text-link-body", (), cdata(caption)) if caption else ""
        return element("ac:link", (), resource + body)

    def _shown(self, shown: str) -> str:
        """Write what a link shows: a picture, or plain text."""
        if shown.startswith("{{") and shown.endswith("}}"):
            return self.media(shown[2:-2])
        return escaped(shown)

    def _page(self, target: str, shown: str, inside: str) -> str:
        name, mark, section = target.partition("#")
        anchor = section_id(section) if section else ""
        name = name.partition("?")[0]
        resource = ""
        if name.strip():
            page_id = resolved_id(name, self._namespace)
            title = self._targets.page(page_id)
            if title is None:
                # A link to a page that is still to be written: it gets the name that people see.
                title = page_id.rstrip(":").rpartition(":")[2].replace("_", " ") or name.strip()
            resource = element("ri:page", [("ri:content-title", title)])
        elif not anchor:
            return inside or escaped(f"[[{target}]]")
        if not shown:
            body = "" if resource else element("ac:plain-text-link-body", (), cdata(section))
        elif inside.startswith("<"):
            body = element("ac:link-body", (), inside)
        else:
            body = element("ac:plain-text-link-body", (), cdata(shown))
        return element("ac:link", [("ac:anchor", anchor)], resource + body)

    def _interwiki(self, site: str, name: str, inside: str) -> str:
        shown = inside or escaped(name)
        if site in ("this", "user"):
            return shown
        pattern = _SITES.get(site)
        if pattern is None:
            self._found.not_understood.append(f"link to the wiki '{site}'")
            return shown
        address = pattern.format(quote(name.strip().replace(" ", "_"), safe="/:#?=&,.()~-_+"))
        return f"<a{attributes([('href', address)])}>{shown}</a>"

    def _plugin(self, name: str, inside: str, written: str) -> str:
        if name == "tag":
            self._found.labels += _tags(inside)
            return ""
        if name in ("page", "section"):
            target = inside.partition("&")[0].partition("#")[0]
            title = self._targets.page(resolved_id(target, self._namespace))
            if title is not None:
                link = element("ac:link", (), element("ri:page", [("ri:content-title", title)]))
                parameter = element("ac:parameter", [("ac:name", "")], link)
                return element("ac:structured-macro", [("ac:name", "include")], parameter)
        self._found.not_understood.append(f"{{{{{name}>...}}}}")
        return escaped(f"{{{{{written}}}}}")


def _tags(inside: str) -> list[str]:
    quoted = re.findall(r'"([^"]*)"', inside)
    return [tag.replace("_", " ").strip() for tag in [*quoted, *re.sub(r'"[^"]*"', " ", inside).split()] if tag.strip()]


def _address(address: str, shown: str) -> str:
    if not is_safe_address(address):
        return shown
    return f"<a{attributes([('href', address)])}>{shown}</a>"


def _alignment(source: str) -> str:
    left, right = source[:1].isspace(), source[-1:].isspace()
    if left and right:
        return "center"
    return "right" if left else "left" if right else ""


def _picture(resource: str, options: str, align: str, caption: str) -> str:
    size = next((match for part in options.split("&") if (match := _SIZE.fullmatch(part)) is not None), None)
    width, height = (size[1], size[2] or "") if size is not None else ("", "")
    given = [("ac:align", align), ("ac:alt", caption), ("ac:title", caption)]
    given += [("ac:width", width.strip("0") and width), ("ac:height", height.strip("0") and height)]
    return element("ac:image", given, resource)
