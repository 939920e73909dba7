"""Every view of the wiki says who it is for."""

from django.urls import URLPattern

from wiki.urls import urlpatterns
from wiki.views.decorators import Audience, Declaration


def views() -> dict[str, Declaration | None]:
    """Give what each view of the urlconf declares."""
    found = {}
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        found[f"{pattern.pattern}"] = getattr(pattern.callback, "declaration", None)
    return found


def test_every_view_declares_its_audience():
    assert not [address for address, declaration in views().items() if declaration is None]


def test_every_action_is_named_where_one_is_needed():
    for address, declaration in views().items():
        assert declaration is not None
        assert (declaration.action is not None) == (declaration.audience == Audience.WHO_MAY), address


def test_who_changes_nothing_answers_no_post():
    reading = ("view", "display", "download", "label/", "search", "diff", "spacedirectory", "recently")
    for address, declaration in views().items():
        if address.startswith(reading):
            assert declaration is not None and "POST" not in declaration.methods, address
