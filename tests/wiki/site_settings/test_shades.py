"""Shades of one colour that can be read."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.site_settings.shades import LEAST_CONTRAST, PALETTE, contrast, dark_shades, light_shades

TOKENS = (Path(__file__).parents[3] / "frontend/styles/tokens.css").read_text()
LIGHT, DARK = TOKENS.split(':root[data-theme="dark"]')[:2]
GROUNDS = ("paper", "surface", "side", "sunken")


def token(sheet: str, name: str) -> str:
    """Give a colour of the style sheet."""
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}})", sheet)
    assert found
    return found[1]


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_every_colour_gives_text_that_can_be_read_on_every_ground_of_the_wiki(colour: str):
    for sheet, shades in ((LIGHT, light_shades(colour)), (DARK, dark_shades(colour))):
        for ground in (*(token(sheet, name) for name in GROUNDS), shades.wash):
            assert contrast(shades.accent, ground) >= LEAST_CONTRAST
            assert contrast(shades.strong, ground) >= LEAST_CONTRAST
        assert contrast(token(sheet, "on-accent"), shades.accent) >= LEAST_CONTRAST


@pytest.mark.parametrize("colour", PALETTE)
def test_the_palette_is_used_as_it_is(colour: str):
    assert light_shades(colour).accent == colour


def test_contrasts_are_those_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
