"""Labels in an XML export: each word once, and a labelling for each thing that it is on."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from wiki.models import Labelling
from wiki.transfer.confluence_xml import writer
from wiki.transfer.confluence_xml.classes import CONFLUENCE_USER, LABEL, LABELLING, JavaClass
from wiki.transfer.confluence_xml.people_objects import PeopleObjects

Labelled = Callable[[Labelling], tuple[JavaClass, int]]


class LabelObjects:
    """Writes labels and labellings."""

    def __init__(self, out: writer.EntitiesWriter, people: PeopleObjects) -> None:
        self._out = out
        self._people = people
        self._written: set[int] = set()

    def write(self, labellings: Iterable[Labelling], labelled: Labelled) -> dict[int, list[int]]:
        """Write labellings, and the labels that are not written yet.

        Args:
            labelled: gives the class and the id of what a labelling is on.

        Returns:
            the ids of the labellings, by the id of what they are on.
        """
        every = list(labellings)
        self._people.learn(one.user_id for one in every)
        self._people.learn(one.label.owner_id for one in every)
        found: dict[int, list[int]] = defaultdict(list)
        for one in every:
            if one.label_id not in self._written:
                self._written.add(one.label_id)
                self._write_label(one)
            of, identity = labelled(one)
            found[identity].append(one.pk)
            self._out.add(
                LABELLING,
                one.pk,
                writer.reference("label", LABEL, one.label_id),
                writer.reference("content", of, identity),
                writer.reference("owningUser", CONFLUENCE_USER, self._people.key(one.user_id)),
                writer.date("creationDate", one.created),
                writer.date("lastModificationDate", one.created),
                writer.number("labelableId", identity),
                writer.text("labelableType", "CONTENT"),
            )
        return found

    def _write_label(self, labelling: Labelling) -> None:
        label = labelling.label
        self._out.add(
            LABEL,
            label.pk,
            writer.text("name", label.name),
            writer.reference("owningUser", CONFLUENCE_USER, self._people.key(label.owner_id)),
            writer.text("namespace", str(label.namespace)),
            writer.date("creationDate", labelling.created),
            writer.date("lastModificationDate", labelling.created),
        )
