"""Scenarios of labels."""

from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.models import Content, Label, Labelling, Space


def labels_on(content: Content) -> set[str]:
    """The labels of a content."""
    return {str(one.label) for one in Labelling.objects.filter(content=content).select_related("label")}


def labels_on_space(space: Space) -> set[str]:
    """The labels of a space itself."""
    return {str(one.label) for one in Labelling.objects.filter(space=space).select_related("label")}


@scenario("getLabelsById-2")
def get_labels_by_id(stage: Stage) -> None:
    found = stage.call(stage.world.page.pk)
    assert {(one["name"], one["namespace"]) for one in found} == {("red", "global"), ("blue", "global")}


@scenario("addLabelByName-3")
def add_label_by_name(stage: Stage) -> None:
    assert stage.call("green, my:own", stage.world.child.pk) is True
    assert labels_on(stage.world.child) == {"green", "my:own"}


@scenario("addLabelById-3")
def add_label_by_id(stage: Stage) -> None:
    assert stage.call(stage.world.label.pk, stage.world.child.pk) is True
    assert labels_on(stage.world.child) == {"red"}


@scenario("addLabelByObject-3")
def add_label_by_object(stage: Stage) -> None:
    assert stage.call({"name": "green", "namespace": "global"}, stage.world.child.pk) is True
    assert labels_on(stage.world.child) == {"green"}


@scenario("addLabelByNameToSpace-3")
def add_label_by_name_to_space(stage: Stage) -> None:
    assert stage.call("team:books", "DOC") is True
    assert labels_on_space(stage.world.space) == {"team:manuals", "team:books"}


@scenario("removeLabelByName-3")
def remove_label_by_name(stage: Stage) -> None:
    assert stage.call("red", stage.world.page.pk) is True
    assert labels_on(stage.world.page) == {"blue"}


@scenario("removeLabelById-3")
def remove_label_by_id(stage: Stage) -> None:
    assert stage.call(stage.world.label.pk, stage.world.page.pk) is True
    assert labels_on(stage.world.page) == {"blue"}


@scenario("removeLabelByObject-3")
def remove_label_by_object(stage: Stage) -> None:
    assert stage.call({"id": stage.world.label.pk}, stage.world.page.pk) is True
    assert labels_on(stage.world.page) == {"blue"}


@scenario("removeLabelByNameFromSpace-3")
def remove_label_by_name_from_space(stage: Stage) -> None:
    assert stage.call("team:manuals", "DOC") is True
    assert labels_on_space(stage.world.space) == set()


@scenario("getMostPopularLabels-2")
def get_most_popular_labels(stage: Stage) -> None:
    assert {one["name"] for one in stage.call(0)} == {"red", "blue"}


@scenario("getMostPopularLabelsInSpace-3")
def get_most_popular_labels_in_space(stage: Stage) -> None:
    assert len(stage.call("DOC", 1)) == 1


@scenario("getRecentlyUsedLabels-2")
def get_recently_used_labels(stage: Stage) -> None:
    assert {one["id"] for one in stage.call(10)} >= {stage.world.label.pk}


@scenario("getRecentlyUsedLabelsInSpace-3")
def get_recently_used_labels_in_space(stage: Stage) -> None:
    assert {one["name"] for one in stage.call("DOC", 10)} == {"red", "blue"}


@scenario("getSpacesWithLabel-2")
def get_spaces_with_label(stage: Stage) -> None:
    assert [one["key"] for one in stage.call("team:manuals")] == ["DOC"]


@scenario("getRelatedLabels-3")
def get_related_labels(stage: Stage) -> None:
    assert [one["name"] for one in stage.call("red", 5)] == ["blue"]


@scenario("getRelatedLabelsInSpace-4")
def get_related_labels_in_space(stage: Stage) -> None:
    assert [one["name"] for one in stage.call("red", "DOC", 5)] == ["blue"]


@scenario("getLabelsByDetail-5")
def get_labels_by_detail(stage: Stage) -> None:
    (only,) = stage.call("red", "global", "DOC", "")
    assert (only["id"], only["name"]) == (stage.world.label.pk, "red")


@scenario("getLabelContentById-2")
def get_label_content_by_id(stage: Stage) -> None:
    assert [one["id"] for one in stage.call(stage.world.label.pk)] == [stage.world.page.pk]


@scenario("getLabelContentByName-2")
def get_label_content_by_name(stage: Stage) -> None:
    (only,) = stage.call("red")
    assert (only["title"], only["type"]) == ("Guide", "page")
    assert ("space" in only) == stage.wire.has_struct_fields


@scenario("getLabelContentByObject-2")
def get_label_content_by_object(stage: Stage) -> None:
    assert [one["id"] for one in stage.call({"name": "blue"})] == [stage.world.page.pk]
    assert Label.objects.get(name="blue")


@scenario("getSpacesContainingContentWithLabel-2")
def get_spaces_containing_content_with_label(stage: Stage) -> None:
    assert [one["key"] for one in stage.call("red")] == ["DOC"]
