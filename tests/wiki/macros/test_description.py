"""What the registry tells of macros: complete, and carried by JSON as it is."""

import json

from wiki.macros.description import describe, describe_macros
from wiki.macros.registry import MACROS


def test_every_macro_is_described_in_values_that_json_carries() -> None:
    described = describe_macros()
    assert {macro["name"] for macro in described} == {macro.name for macro in MACROS.all()}
    assert json.loads(json.dumps(described)) == described
    assert [macro["family"] for macro in described] == sorted(macro["family"] for macro in described)


def test_a_macro_is_described_with_its_parameters() -> None:
    macro = MACROS.find("expand")
    assert macro is not None
    described = describe(macro)
    assert described == {
        "name": "expand",
        "title": "Expand",
        "doc": macro.doc,
        "summary": macro.doc.splitlines()[0],
        "family": "panels",
        "body": "rich",
        "display": "block",
        "aliases": ["ui-expand"],
        "freshness": "document",
        "switch": "",
        "parameters": described["parameters"],
    }
    assert described["parameters"][0] == {
        "name": "title",
        "label": "title",
        "aliases": list(macro.parameters[0].aliases),
        "kind": "text",
        "default": "Click here to expand...",
        "choices": [],
        "least": None,
        "most": None,
        "required": False,
        "doc": "The line that opens the text.",
    }


def test_numbers_have_bounds_and_choices_are_listed() -> None:
    macro = MACROS.find("children")
    assert macro is not None
    parameters = {parameter["name"]: parameter for parameter in describe(macro)["parameters"]}
    assert (parameters["depth"]["least"], parameters["depth"]["most"]) == (0, 50)
    assert "title" in parameters["sort"]["choices"]
