"""The macros about spaces and people: spaces, space-details, index, spacejump, userlister, buttons that create."""

import re

import pytest

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType
from accounts.services.global_grants import Grantee, revoke_global
from tests.factories.accounts import super_actor
from tests.factories.wiki import group, make_page, make_space, member
from tests.wiki.macros.using import queries_of, shown, titles, use_of
from wiki.macros.base import Target
from wiki.models import Content, RestrictionType, Space
from wiki.services.blogposts.store import create_blogpost
from wiki.services.labels.label import add_label_to_space
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.edit import edit_space, set_space_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(ann: Actor, space: Space) -> Content:
    """Make a page, a second space that all see, and a third that is Ann's alone."""
    make_space(ann, "OTH", for_all_users=True)
    make_space(ann, "OWN")
    return make_page(ann, "Here")


def test_spaces_are_listed_by_name(ann: Actor, bob: Actor, here: Content) -> None:
    edit_space(ann, key="OTH", description="About <others>.")
    html = shown(ann, use_of("spaces"), here)
    assert titles(html) == ["Space OTH", "Space OWN", "Space TST"]
    assert '<div class="excerpt">About &lt;others&gt;.</div>' in html
    assert titles(shown(bob, use_of("spaces"), here)) == ["Space OTH", "Space TST"]
    assert titles(shown(Actor.anonymous(), use_of("spaces"), here)) == []
    set_space_status(ann, key="OTH", status="archived")
    assert titles(shown(bob, use_of("spaces"), here)) == ["Space TST"]


def test_spaces_by_category_the_newest_and_favourites(ann: Actor, bob: Actor, here: Content) -> None:
    add_label_to_space(ann, space_key="TST", label="team:tools")
    html = shown(bob, use_of("spaces", {"": "category"}), here)
    assert re.findall("<h4>([^<]*)</h4>", html) == ["tools", "Without a category"]
    assert titles(html) == ["Space TST", "Space OTH"]
    assert titles(shown(ann, use_of("spaces", {"": "new"}), here)) == ["Space OWN", "Space OTH", "Space TST"]
    assert "no spaces here" in shown(bob, use_of("spaces", {"": "favourite"}), here)
    add_label_to_space(bob, space_key="OTH", label="my:favourite")
    assert titles(shown(bob, use_of("spaces", {"": "favourite"}), here)) == ["Space OTH"]


def test_details_of_a_space_count_what_the_reader_may_see(ann: Actor, bob: Actor, here: Content) -> None:
    create_blogpost(ann, space_key="TST", title="News", storage="<p>x</p>")
    secret = make_page(ann, "Secret")
    use = use_of("space-details", {"width": "50%"})
    count = '<th class="confluenceTh" scope="row">Pages</th><td class="confluenceTd">{}</td>'
    assert count.format(3) in shown(bob, use, here)
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    html = shown(bob, use, here)
    assert count.format(2) in html
    assert count.format(3) in shown(ann, use, here)
    assert 'style="width: 50%;"' in html
    home = here.space.home_page
    assert home is not None
    assert home.title in titles(html)
    set_restriction(ann, content_id=home.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert home.title not in titles(shown(bob, use, here))
    assert "does not exist, or you may not see it" in shown(bob, use_of("space-details", {"spaceKey": "OWN"}), here)


def test_the_index_groups_pages_by_their_first_letters(ann: Actor, bob: Actor, here: Content) -> None:
    for title in ("Äpfel", "apple 10", "Apple 9", "2nd page", "#1", "Hidden"):
        make_page(ann, title)
    html = shown(ann, use_of("index"), here)
    assert re.findall("<h4[^>]*>([^<]*)</h4>", html) == ["!@#$", "0-9", "A", "H", "S"]
    listed = titles(html[html.index("<section") :])
    assert (
        listed == ["#1", "2nd page", "Apple 9", "apple 10", "Äpfel", "Here", "Hidden", "Space TST Home"][: len(listed)]
    )
    assert '<a href="#index-of-TST-A">A</a> <span class="smalltext">3</span>' in html
    set_restriction(ann, content_id=Content.objects.get(title="Hidden").pk, type=RestrictionType.VIEW, users=[ann.user])
    hidden = shown(bob, use_of("index"), here)
    assert "Hidden" not in hidden
    assert '>H</a> <span class="smalltext">1</span>' in hidden
    assert titles(shown(ann, use_of("index", {"spaceKey": "OWN"}), here))


def test_a_jump_leads_to_the_page_of_the_same_title(ann: Actor, bob: Actor, here: Content) -> None:
    make_page(ann, "Here", space="OTH")
    parameters = {"space": '<ri:space ri:space-key="OTH" />', "alias": "Other version"}
    html = shown(ann, f"<p>{use_of('spacejump', parameters)}</p>", here)
    assert html.startswith("<p><span")
    assert '<a href="/wiki/display/OTH/Here">Other version</a>' in html
    make_page(ann, "Here", space="OWN")
    use = use_of("spacejump", {"space": "OWN"})
    assert titles(shown(ann, use, here)) == ["Here"]
    assert "“Here” does not exist, or you may not see it." in shown(bob, use, here)
    assert "does not say which space" in shown(ann, use_of("spacejump"), here)


def test_members_of_groups_show_to_those_who_may_view_profiles(ann: Actor, bob: Actor, here: Content) -> None:
    group("sailors").user_set.add(ann.user, bob.user)
    use = use_of("userlister", {"groups": "Sailors, nobody-here"})
    html = shown(ann, use, here)
    assert "<h4>sailors</h4>" in html
    assert titles(html) == ["Ann", "Bob"]
    assert {"Ann", "Bob", "Administrator"} <= set(titles(shown(ann, use_of("userlister", {"groups": "*"}), here)))
    assert "There is no such group" in shown(ann, use_of("userlister", {"groups": "nobody-here"}), here)
    revoke_global(
        super_actor("chief"),
        permission=GlobalPermissionType.VIEWUSERPROFILES,
        grantee=Grantee.group("confluence-users"),
    )
    hidden = shown(Actor.for_user(bob.user), use, here)
    assert "you may not view people&#x27;s profiles" in hidden
    assert "Ann" not in hidden


def test_buttons_show_to_those_who_may_create(ann: Actor, bob: Actor, here: Content) -> None:
    use = use_of("create-from-template", {"templateName": "7", "buttonLabel": "New <plan>", "title": "@spaceKey plan"})
    html = shown(ann, use, here)
    address = f"/wiki/pages/createpage-entervariables.action?templateId=7&amp;spaceKey=TST&amp;fromPageId={here.pk}"
    assert f'href="{address}&amp;title=TST+plan">New &lt;plan&gt;</a>' in html
    assert shown(ann, use, here, target=Target.PDF) == ""
    assert shown(Actor.anonymous(), use, here) == ""
    own = use_of("create-from-template", {"templateId": "7", "spaceKey": "OWN"})
    assert "does not exist, or you may not see it" in shown(bob, own, here)
    blueprint = use_of("create-from-template", {"blueprintModuleCompleteKey": "com.example:meeting"})
    assert "there is no blueprint “com.example:meeting” here" in shown(ann, blueprint, here)
    notes = {"blueprintModuleCompleteKey": "com.atlassian.confluence.plugins.x:meeting-notes-blueprint"}
    for given, key in ((notes, "meeting-notes"), ({"templateName": "decision"}, "decision")):
        assert f"?blueprint={key}&amp;spaceKey=TST" in shown(ann, use_of("create-from-template", given), here)
    assert "does not say which template" in shown(ann, use_of("create-from-template"), here)


def test_the_button_to_create_a_space_shows_to_those_who_may(ann: Actor, bob: Actor, here: Content) -> None:
    use = use_of("create-space-button", {"size": "small"})
    html = shown(ann, use, here)
    assert '<a class="button small" href="/wiki/spaces/createspace.action">Create a space</a>' in html
    assert shown(ann, use, here, target=Target.MAIL) == ""
    assert shown(Actor.anonymous(), use, here) == ""


@pytest.mark.parametrize(
    "use",
    [
        use_of("spaces"),
        use_of("spaces", {"": "category"}),
        use_of("spaces", {"": "new"}),
        use_of("space-details"),
        use_of("index"),
        use_of("userlister", {"groups": "sailors,confluence-users"}),
    ],
)
def test_the_number_of_queries_does_not_grow(ann: Actor, here: Content, use: str) -> None:
    sailors = group("sailors")
    before = queries_of(ann, use, here)
    for number in range(8):
        make_page(ann, f"Page {number}")
        make_space(ann, f"MORE{number}", for_all_users=True)
        sailors.user_set.add(member(f"sailor{number}").user)
    assert queries_of(ann, use, here) == before <= 8
