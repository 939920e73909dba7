#!/usr/bin/env python3
"""Publishes a folder of HTML documentation into a wiki space, over XML-RPC with nothing but `xmlrpc.client`.

    publish_docs.py --url http://127.0.0.1:8090 --user admin --space PGDOC --name "PostgreSQL 15" \\
        /usr/share/doc/postgresql-doc-15/html

Pages keep the tree, the order and the links of the HTML; images and linked files become attachments. Run it again and
only what has changed is sent, so a run that was interrupted goes on where it stopped. The password comes from
--password, from WIKI_PASSWORD, or is asked for. Needs lxml to read HTML.

Exit codes: 0 all is published; 1 some pages are not (they are listed); 2 wrong arguments, or nothing to publish;
3 the wiki can't be reached, or does not let the user in; 130 interrupted.
"""

import argparse
import getpass
import http.client
import mimetypes
import os
import re
import sys
import time
import xmlrpc.client
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from html_to_storage import Converted, convert
from html_tree import DocumentTree, SourcePage, TreeError

SESSION_ENDED = "InvalidSessionException"
VERSION_CONFLICT = "VersionMismatchException"
TRIES = 4

_STAMP = re.compile(r"<hr /><p>Published again on [^<]*</p>\Z")
_JAVA_CLASS = re.compile(r"^(?:[\w.$]+: )+")


class CannotGoOn(Exception):
    """The run ends here; the message is one sentence for the user."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def reason(fault: xmlrpc.client.Fault) -> str:
    """Give what a fault says, without the names of Java classes before it."""
    return _JAVA_CLASS.sub("", str(fault.faultString))


class Wiki:
    """A logged-in connection that logs in again when its session has ended and tries again when the network fails."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self.address = url.rstrip("/") + "/rpc/xmlrpc"
        self.user = user
        self.password = password
        self.calls = 0
        self.connect()
        self.login()

    def connect(self) -> None:
        """Make the connection; it is kept open between calls."""
        try:
            self.server = xmlrpc.client.ServerProxy(self.address, allow_none=True, use_builtin_types=True)
        except OSError as error:
            raise CannotGoOn(f"'{self.address}' is no address of a wiki: {error}.", 2) from error

    def login(self) -> None:
        """Get a token.

        Raises:
            CannotGoOn: the wiki can't be reached, or does not know the user or password.
        """
        try:
            self.token = self.send("login", self.user, self.password)
        except xmlrpc.client.Fault as fault:
            raise CannotGoOn(f"The wiki does not let {self.user} in: {reason(fault)}", 3) from fault

    def call(self, method: str, *arguments: Any) -> Any:
        """Call a method of version 2 of the API with our token.

        Raises:
            xmlrpc.client.Fault: the wiki refuses.
            CannotGoOn: the wiki can't be reached.
        """
        try:
            return self.send(method, self.token, *arguments)
        except xmlrpc.client.Fault as fault:
            if SESSION_ENDED not in str(fault.faultString):
                raise
        self.login()
        return self.send(method, self.token, *arguments)

    def send(self, method: str, *arguments: Any) -> Any:
        """Send one call; a failure of the network is tried again, after a while."""
        for attempt in range(1, TRIES + 1):
            self.calls += 1
            try:
                return getattr(self.server, f"confluence2.{method}")(*arguments)
            except xmlrpc.client.ProtocolError as error:
                if error.errcode not in {429, 502, 503, 504} or attempt == TRIES:
                    raise CannotGoOn(f"{self.address} answers {error.errcode} {error.errmsg}.", 3) from error
            except (OSError, http.client.HTTPException) as error:
                if attempt == TRIES:
                    raise CannotGoOn(f"{self.address} can't be reached: {error}.", 3) from error
            except (ExpatError, xmlrpc.client.ResponseError) as error:
                raise CannotGoOn(f"What answers at {self.address} is not a wiki: {error}.", 3) from error
            time.sleep(2 ** (attempt - 1))
            self.connect()
        raise AssertionError("unreachable")

    def upload(self, page_id: str, name: str, data: bytes) -> None:
        """Attach a file to a page; a name that is there already gets a new version."""
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        about = {"fileName": name, "contentType": media_type, "comment": ""}
        self.call("addAttachment", page_id, about, xmlrpc.client.Binary(data))


class Publisher:
    """One run that brings a space in line with a tree of HTML."""

    def __init__(self, wiki: Wiki, tree: DocumentTree, space: str, labels: Sequence[str], stamp: str) -> None:
        """Remember what to publish.

        Args:
            space: the key of the space.
            labels: labels for every page, beside its own.
            stamp: text to add to every page, so that each gets a new version; nothing for an ordinary run.
        """
        self.wiki = wiki
        self.tree = tree
        self.space = space
        self.labels = labels
        self.stamp = stamp
        self.comment = "Published again" if stamp else "Changed in the documentation"
        self.known: dict[str, dict[str, Any]] = {}
        self.ids: dict[str, str] = {}
        self.last_child: dict[str, str] = {}
        self.done = {"added": 0, "updated": 0, "unchanged": 0, "files": 0}
        self.failed: list[str] = []
        self.broken = 0

    def open_space(self, name: str) -> None:
        """Find the space or make it, and learn which pages it has."""
        if not any(space["key"].casefold() == self.space.casefold() for space in self.wiki.call("getSpaces")):
            self.wiki.call("addSpace", {"key": self.space, "name": name})
            say(f"Made the space {self.space}, {name}.")
        self.home = str(self.wiki.call("getSpace", self.space).get("homePage") or "0")
        self.known = {page["title"].casefold(): page for page in self.wiki.call("getPages", self.space)}

    def run(self) -> None:
        """Publish every page; one that the wiki refuses is noted, and the others go on."""
        began = time.monotonic()
        for number, page in enumerate(self.tree.pages.values(), 1):
            try:
                converted = convert(self.tree, page)
                self.broken += len(converted.broken)
                self.publish(page, converted)
            except xmlrpc.client.Fault as fault:
                self.failed.append(f"{page.path} ({page.title}): {reason(fault)}")
            except OSError as error:
                self.failed.append(f"{page.path}: {error}")
            progress(number, len(self.tree.pages), page.title, time.monotonic() - began)

    def publish(self, page: SourcePage, converted: Converted) -> None:
        """Bring one page, its files and its labels in line."""
        parent = self.ids.get(page.parent, self.home) if page.parent else ""
        there = self.find(page)
        if there is None:
            page_id = self.add(page, converted, parent)
        else:
            page_id = str(there["id"])
            self.update(page, page_id, converted, parent)
        self.ids[page.path] = page_id
        self.attach(page_id, converted, is_new=there is None)
        self.add_labels(page_id, page, is_new=there is None)
        if parent:
            if there is None and parent in self.last_child:
                self.wiki.call("movePage", page_id, self.last_child[parent], "below")
            self.last_child[parent] = page_id

    def find(self, page: SourcePage) -> dict[str, Any] | None:
        """Give what the wiki knows of a page; the root of the tree is the home page of the space."""
        if page.parent is None and self.home != "0":
            return {"id": self.home}
        return self.known.get(page.title.casefold())

    def add(self, page: SourcePage, converted: Converted, parent: str) -> str:
        """Create a page; gives its id."""
        new = {"space": self.space, "title": page.title, "content": converted.storage + self.stamp}
        if parent:
            new["parentId"] = parent
        self.done["added"] += 1
        return str(self.wiki.call("storePage", new)["id"])

    def update(self, page: SourcePage, page_id: str, converted: Converted, parent: str) -> None:
        """Send a page where it differs from what the wiki has; a change by somebody else meanwhile is tried again."""
        for attempt in (1, 2, 3):
            now = self.wiki.call("getPage", page_id)
            same_text = _STAMP.sub("", now["content"]) == converted.storage
            same_place = not parent or now["parentId"] == parent
            if same_text and same_place and now["title"] == page.title and not self.stamp:
                self.done["unchanged"] += 1
                return
            changed = {
                "id": page_id,
                "space": self.space,
                "version": now["version"],
                "title": page.title,
                "content": converted.storage + self.stamp,
                "parentId": parent,
            }
            try:
                self.wiki.call("updatePage", changed, {"versionComment": self.comment, "minorEdit": True})
            except xmlrpc.client.Fault as fault:
                if VERSION_CONFLICT not in str(fault.faultString) or attempt == 3:
                    raise
            else:
                self.done["updated"] += 1
                return

    def attach(self, page_id: str, converted: Converted, *, is_new: bool) -> None:
        """Upload the files that a page shows or links to, unless the wiki has them as they are."""
        if not converted.attachments:
            return
        there = {} if is_new else {file["fileName"]: file for file in self.wiki.call("getAttachments", page_id)}
        for name, path in converted.attachments.items():
            source = self.tree.file(path)
            if source is None:
                continue
            data = source.read_bytes()
            same_size = name in there and int(there[name]["fileSize"]) == len(data)
            if not same_size or bytes(self.wiki.call("getAttachmentData", page_id, name, "0")) != data:
                self.wiki.upload(page_id, name, data)
                self.done["files"] += 1

    def add_labels(self, page_id: str, page: SourcePage, *, is_new: bool) -> None:
        """Put a page's labels on it."""
        wanted = {*page.labels, *self.labels}
        if wanted and not is_new:
            wanted -= {label["name"] for label in self.wiki.call("getLabelsById", page_id)}
        if wanted:
            self.wiki.call("addLabelByName", " ".join(sorted(wanted)), page_id)


def say(line: str) -> None:
    """Write a line to the user, over the progress line where there is one."""
    clear = "\r\x1b[K" if sys.stderr.isatty() else ""
    print(f"{clear}{line}", file=sys.stderr, flush=True)


def progress(number: int, total: int, title: str, seconds: float) -> None:
    """Show how far the run is: a line that renews itself on a terminal, one for every hundredth page elsewhere."""
    line = f"{number}/{total} pages, {number / max(seconds, 0.001):.0f} a second"
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}: {title[:60]}", end="", file=sys.stderr, flush=True)
    elif number % 100 == 0 or number == total:
        say(line)


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Publishes a folder of HTML documentation into a wiki space.")
    parser.add_argument("folder", type=Path, help="the folder of the documentation, with index.html in it")
    parser.add_argument("--url", default="http://127.0.0.1:8090", help="the wiki (default: %(default)s)")
    parser.add_argument("--user", default="admin", help="who publishes (default: %(default)s)")
    parser.add_argument("--password", help="the password; better set WIKI_PASSWORD, or be asked")
    parser.add_argument("--space", required=True, help="the key of the space; it is made if it is missing")
    parser.add_argument("--name", help="the name of a space to be made (default: its key)")
    parser.add_argument("--label", action="append", default=[], metavar="LABEL", help="a label for every page")
    parser.add_argument("--limit", type=int, metavar="N", help="publish the first N pages only")
    parser.add_argument("--touch", action="store_true", help="make a new version of every page, changed or not")
    return parser.parse_args(arguments)


def publish(options: argparse.Namespace) -> int:
    """Publish as the command line says; gives the exit code.

    Raises:
        CannotGoOn: nothing can be published, or no more.
    """
    try:
        tree = DocumentTree(options.folder, limit=options.limit)
    except TreeError as error:
        raise CannotGoOn(str(error), 2) from error
    say(f"Read {len(tree.pages)} pages in {options.folder}.")
    password = options.password or os.environ.get("WIKI_PASSWORD") or getpass.getpass(f"Password of {options.user}: ")
    wiki = Wiki(options.url, options.user, password)
    moment = datetime.now(UTC)
    stamp = f"<hr /><p>Published again on {moment:%Y-%m-%d at %H:%M:%S.%f} UTC</p>" if options.touch else ""
    publisher = Publisher(wiki, tree, options.space, options.label, stamp)
    try:
        publisher.open_space(options.name or options.space)
    except xmlrpc.client.Fault as fault:
        raise CannotGoOn(f"The space {options.space} can't be used: {reason(fault)}", 3) from fault
    publisher.run()
    wiki.call("logout")
    counts = publisher.done
    say(
        f"{counts['added']} pages added, {counts['updated']} updated, {counts['unchanged']} unchanged; "
        f"{counts['files']} files sent; {wiki.calls} calls."
    )
    if publisher.broken:
        say(f"Links in the documentation that lead to nothing: {publisher.broken}; they are plain text now.")
    for line in publisher.failed:
        say(f"Not published: {line}")
    return 1 if publisher.failed else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code."""
    options = read_arguments(arguments)
    try:
        return publish(options)
    except CannotGoOn as error:
        say(f"Stopped: {error}")
        return error.code
    except KeyboardInterrupt:
        say("Interrupted; run the same command again to go on.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
