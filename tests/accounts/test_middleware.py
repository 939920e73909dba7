"""Every request has its actor."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from accounts.actor import Actor
from accounts.middleware import ActorMiddleware, actor_of
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_the_actor_is_there_and_costs_nothing_until_it_is_asked(django_assert_num_queries: Any) -> None:
    seen: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = UserFactory()
    with django_assert_num_queries(0):
        ActorMiddleware(answer)(request)
        actor = actor_of(seen[0])
        assert isinstance(actor, Actor)
        assert actor == Actor.for_user(request.user)
        assert actor_of(seen[0]) is actor
    with django_assert_num_queries(1):
        assert not actor.is_super
        assert not actor_of(seen[0]).is_super


def test_without_the_middleware_the_actor_is_made() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert actor_of(request).is_anonymous
