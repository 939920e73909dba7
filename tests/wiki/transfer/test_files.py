"""Where exports lie and how they are fetched: by a signed address for an hour, and by their owner."""

import base64
import io
import zipfile
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from accounts.actor import Actor
from jobs.models import Job
from remoteapi.personal_tokens import create_personal_token
from tests.factories.accounts import PASSWORD
from tests.factories.wiki import make_attachment, make_page, make_space
from tests.wiki.transfer.made import done, jobs_done_at_once
from wiki.models import Space
from wiki.transfer import exports
from wiki.transfer.exports import ExportType, address_when_done, start_space_export

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings) -> Iterator[None]:
    """A folder of its own for exports and backups."""
    settings.WIKI_HOME = tmp_path
    yield


@pytest.fixture
def space(ann: Actor) -> Space:
    """Ann's space, which everybody may view."""
    return make_space(ann, for_all_users=True)


def export(actor: Actor, *, everything: bool = False) -> Job:
    with jobs_done_at_once():
        return start_space_export(actor, space_key="TST", type=ExportType.XML, everything=everything)


def of(actor: Actor) -> Client:
    """Give the browser of somebody who is logged in."""
    client = Client()
    client.force_login(actor.user)
    return client


class TestFetching:
    """The signed address opens the file for an hour, and the plain one for its owner."""

    def path(self, job: Job) -> str:
        return done(job).result["address"]

    def test_the_signed_address_needs_nothing_else(self, ann: Actor, space: Space) -> None:
        address = address_when_done(export(ann))
        response = Client().get(address.removeprefix(settings.WIKI_BASE_URL))
        assert response.status_code == 200 and response["Content-Disposition"].startswith("attachment")
        assert response["Cache-Control"] == "private, no-store"
        assert zipfile.is_zipfile(io.BytesIO(response.getvalue()))

    def test_it_dies_after_an_hour(self, ann: Actor, space: Space) -> None:
        address = address_when_done(export(ann)).removeprefix(settings.WIKI_BASE_URL)
        with mock.patch.object(signing.time, "time", return_value=signing.time.time() + 3601):
            assert Client().get(address).status_code == 302

    def test_a_signature_opens_its_own_file_only(self, ann: Actor, space: Space) -> None:
        address = address_when_done(export(ann))
        other = self.path(export(ann))
        assert Client().get(f"{other}?{address.partition('?')[2]}").status_code == 302
        assert Client().get(f"{other}?signature=forged").status_code == 302

    def test_its_owner_and_system_administrators_need_no_signature(
        self,
        ann: Actor,
        bob: Actor,
        administrator: Actor,
        space: Space,
    ) -> None:
        path = self.path(export(ann))
        assert of(ann).get(path).status_code == 200
        assert of(administrator).get(path).status_code == 200
        assert of(bob).get(path).status_code == 404
        assert of(ann).get(path + "x").status_code == 404

    def test_its_owner_may_use_the_credentials_of_scripts(self, ann: Actor, bob: Actor, space: Space) -> None:
        path = self.path(export(ann))
        token, _ = create_personal_token(ann, name="script", may_change=False)
        basic = base64.b64encode(f"ann:{PASSWORD}".encode()).decode()
        for header, expected in ((f"Basic {basic}", 200), (f"Bearer {token}", 200), ("Bearer oxp_dead", 401)):
            assert Client().get(path, headers={"Authorization": header}).status_code == expected
        others = base64.b64encode(f"bob:{PASSWORD}".encode()).decode()
        assert Client().get(path, headers={"Authorization": f"Basic {others}"}).status_code == 404

    def test_passwords_in_addresses_count_only_where_the_operator_says_so(
        self, ann: Actor, bob: Actor, space: Space, settings: Any
    ) -> None:
        path = self.path(export(ann))
        file = make_attachment(ann, make_page(ann), "a.txt")
        attached = f"/download/attachments/{file.container_id}/a.txt"
        asked = f"os_username=ann&os_password={PASSWORD}"
        for one in (path, attached):
            turned_away = Client().get(f"{one}?version=1&{asked}")
            assert turned_away.status_code == 302 and PASSWORD not in turned_away["Location"]
            assert "version%3D1" in turned_away["Location"]
        settings.WIKI_PASSWORDS_IN_URLS = True
        token, _ = create_personal_token(ann, name="script", may_change=False)
        for one in (path, attached):
            assert Client().get(f"{one}?{asked}").status_code == 200
            assert Client().get(f"{one}?os_username=ann&os_password={token}").status_code == 200
            assert Client().get(f"{one}?os_username=ann&os_password=wrong").status_code == 401
            assert Client().get(f"{one}?os_username=ann").status_code == 302
        assert Client().get(f"{path}?os_username=bob&os_password={PASSWORD}").status_code == 404
        answer = Client().get(f"/dashboard.action?{asked}")
        assert answer.status_code == 302, "they are for files, and log nobody in"

    def test_a_removed_file_is_missing(self, ann: Actor, space: Space) -> None:
        job = export(ann)
        path = self.path(job)
        exports.remove_export(job.pk)
        assert of(ann).get(path).status_code == 404
