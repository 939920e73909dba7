"""The reasons that are told are those of the decision."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from accounts.models import User
from tests.factories.accounts import actor, grant_anonymous, super_actor
from tests.factories.wiki import grant, group, make_chain, make_comment, make_space, member, revoke_all
from wiki.models import RestrictionType
from wiki.permissions.decide import may
from wiki.permissions.trace import Rule, trace_view, trace_view_of_each
from wiki.permissions.vocabulary import Action
from wiki.queries.space_access import everybody
from wiki.services.pages.remove import trash_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(10))
def test_a_trace_ends_as_the_decision_does(site: None, seed: int) -> None:
    chance = random.Random(seed)
    boss = super_actor("boss")
    some = [member(f"m{number}", *(["readers"] if number % 2 else [])) for number in range(4)]
    some += [actor("none"), boss, actor("user", permissions=("USECONFLUENCE",)), member("gone")]
    people = [one.user for one in some if one.user is not None]
    people[-1].is_active = False
    people[-1].save()
    space = make_space(boss)
    pages = make_chain(boss, "A", "B", "C")
    contents = [*pages, make_comment(boss, pages[2])]
    revoke_all(space)
    for grantee in chance.sample([*people, group("readers"), group("confluence-users"), everybody()], 4):
        grant(space, grantee, "VIEWSPACE")
    if chance.random() < 0.4:
        grant_anonymous("USECONFLUENCE")
    for page in pages:
        if chance.random() < 0.6:
            named = chance.sample(people, 2), chance.sample([group("readers"), group("confluence-users")], 1)
            set_restriction(boss, content_id=page.pk, type=RestrictionType.VIEW, users=named[0], groups=named[1])
    if seed == 0:
        trash_page(boss, page_id=pages[2].pk)
    for content in contents:
        content.refresh_from_db()
        told = {user.pk: trace.allowed for user, trace in trace_view_of_each(people, content)}
        assert told == {user.pk: may(Actor.for_user(user), Action.VIEW, content) for user in people}
        nobody = Actor.anonymous()
        assert trace_view(nobody, content).allowed == may(nobody, Action.VIEW, content)


def test_the_rule_that_stops_somebody_is_named(site: None) -> None:
    boss, ann, bob = super_actor("boss"), member("ann", "readers"), member("bob")
    make_space(boss, for_all_users=True)
    top, _middle, page = make_chain(boss, "Top", "Middle", "Page")
    set_restriction(boss, content_id=top.pk, type=RestrictionType.VIEW, groups=[group("readers")])
    stopped = trace_view(bob, page).missing
    assert stopped is not None
    assert (stopped.rule, stopped.page) == (Rule.INHERITED, top)
    passed = trace_view(ann, page)
    assert passed.allowed
    assert [step.groups for step in passed.steps if step.rule == Rule.INHERITED] == [("readers",)]
    assert [step.rule for step in trace_view(boss, page).steps] == [Rule.EXISTS, Rule.ACTIVE, Rule.SUPER]


def test_many_take_as_many_queries_as_one(site: None) -> None:
    boss = super_actor("boss")
    make_space(boss, for_all_users=True)
    top, page = make_chain(boss, "Top", "Page")
    set_restriction(boss, content_id=top.pk, type=RestrictionType.VIEW, groups=[group("readers")])
    counts = []
    for people in ([boss.user], [boss.user, *(member(f"p{number}").user for number in range(20))]):
        with CaptureQueriesContext(connection) as captured:
            trace_view_of_each([user for user in people if isinstance(user, User)], page)
        counts.append(len(captured))
    assert counts[0] == counts[1]
