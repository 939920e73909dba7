"""Exports made at once, and their objects read with a parser that knows nothing of the writer."""

import zipfile
from collections import defaultdict
from contextlib import contextmanager
from typing import Any
from unittest import mock
from xml.etree import ElementTree

from jobs import execution, services
from jobs.models import Job
from wiki.transfer.files import file_of


@contextmanager
def jobs_done_at_once():
    """Do jobs where they are put into the queue; a test's transaction is never committed."""
    with mock.patch.object(services, "_send", execution.execute):
        yield


def done(job: Job) -> Job:
    """Give a job as it ended, which must be well."""
    job.refresh_from_db()
    assert job.state == "done", job.problem
    return job


def package_of(job: Job) -> zipfile.ZipFile:
    """Open what a job exported."""
    path = file_of(done(job))
    assert path is not None
    package = zipfile.ZipFile(path)
    assert package.testzip() is None
    return package


class Objects:
    """The objects of `entities.xml`: properties by name, references as ids, collections as lists of ids."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.by_class: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        root = ElementTree.fromstring(package.read("entities.xml"))
        assert root.tag == "hibernate-generic"
        for one in root:
            assert one.tag == "object"
            identity = (one.findtext("id") or "").strip()
            known = self.by_class[one.attrib["class"]]
            assert identity not in known, (one.attrib["class"], identity)
            known[identity] = dict(self._value(child) for child in one if child.tag != "id")

    def all(self, name: str) -> list[dict[str, Any]]:
        """Give the objects of a class."""
        return list(self.by_class[name].values())

    def one(self, class_name: str, **wanted: Any) -> dict[str, Any]:
        """Give the one object of a class with these properties."""
        (found,) = [
            {**each, "id": identity}
            for identity, each in self.by_class[class_name].items()
            if all(each.get(key) == value for key, value in wanted.items())
        ]
        return found

    @staticmethod
    def _value(node: ElementTree.Element) -> tuple[str, Any]:
        name = node.attrib["name"]
        if node.tag == "collection":
            return name, [(element.findtext("id") or "").strip() for element in node]
        if "class" in node.attrib:
            return name, (node.attrib["class"], (node.findtext("id") or "").strip())
        if node.tag == "component":
            return name, node.findtext("property")
        return name, None if node.text is None else node.text.replace("]] ", "]]")
