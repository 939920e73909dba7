"""Images: attached, from addresses, missing."""

import pytest

from tests.wiki.rendering.known_links import context
from wiki.rendering.render import render_storage


def render(storage: str) -> str:
    return str(render_storage(storage, context()))


def attached(attributes: str = "", name: str = "a.png", inside: str = "") -> str:
    return render(f'<ac:image {attributes}><ri:attachment ri:filename="{name}"/>{inside}</ac:image>')


def test_an_attached_image_has_its_address_and_size() -> None:
    rendered = attached('ac:width="300.5" ac:height="200px" ac:alt="A &amp; b" ac:title="t"')
    assert 'src="/download/attachments/1/a.png?version=2&amp;modificationDate=1000&amp;api=v2"' in rendered
    assert 'width="300" height="200"' in rendered
    assert 'alt="A &amp; b" title="t"' in rendered
    assert "confluence-embedded-manual-size" in rendered


def test_a_thumbnail_is_the_small_image() -> None:
    rendered = attached('ac:thumbnail="true"')
    assert 'src="/download/thumbnails/1/a.png' in rendered
    assert '<a class="confluence-thumbnail-link" href="/download/attachments/1/a.png' in rendered
    assert 'data-image-src="/download/attachments/1/a.png' in rendered


@pytest.mark.parametrize(
    ("attributes", "classes"),
    [
        ('ac:align="right"', "image-right"),
        ('ac:layout="wrap-left"', "image-left"),
        ('ac:border="true"', "confluence-content-image-border"),
        ('ac:align="evil"', "confluence-embedded-image"),
    ],
)
def test_alignment_and_border_are_classes(attributes: str, classes: str) -> None:
    assert classes in attached(attributes)
    assert "evil" not in attached(attributes)


def test_sizes_that_are_none_are_left_out() -> None:
    for size in ("0", "-5", "100%", "auto", "999999", "1;x"):
        assert "width=" not in attached(f'ac:width="{size}"')


def test_a_file_that_is_no_image_is_a_link() -> None:
    rendered = attached(name="b.pdf")
    assert "<img" not in rendered
    assert '<a href="/download/attachments/1/b.pdf' in rendered


def test_an_image_of_another_host_is_a_link_not_loaded() -> None:
    for storage in (
        '<ac:image ac:alt="cat"><ri:url ri:value="https://other.example/c.png"/></ac:image>',
        '<img src="https://other.example/c.png" alt="cat"/>',
        '<img src="//other.example/c.png" alt="cat"/>',
        '<img src="/\\other.example/c.png" alt="cat"/>',
        '<img src="/&#9;/other.example/c.png" alt="cat"/>',
    ):
        rendered = render(storage)
        assert "<img" not in rendered
        assert '<a class="external-link external-image"' in rendered
        assert ">cat</a>" in rendered


def test_an_image_of_this_site_is_shown() -> None:
    assert '<img class="confluence-embedded-image' in render('<img src="https://wiki.example.org/images/x.png"/>')
    assert '<img class="confluence-embedded-image' in render('<img src="/images/x.png"/>')


def test_images_that_can_not_be_shown_say_so() -> None:
    assert "Image not shown: missing.png" in attached(name="missing.png")
    assert "Image not shown" in render("<ac:image/>")
    assert "Image not shown" in render('<img alt="x"/>')


def test_a_linked_image_holds_no_second_link() -> None:
    rendered = render(
        '<ac:link><ri:page ri:content-title="Other Page"/><ac:link-body><ac:image><ri:attachment ri:filename="b.pdf"/>'
        '</ac:image><img src="http://other.example/x.png"/></ac:link-body></ac:link>'
    )
    assert rendered.count("<a ") == 1
    assert "b.pdf" in rendered
