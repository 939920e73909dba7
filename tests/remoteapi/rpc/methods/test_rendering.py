"""Remote methods that render and convert bodies, and wiki markup in version 1 of the API."""

import html
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from remoteapi.tokens import issue_token
from tests.clients import axis
from tests.clients.suds_client import suds_client
from tests.clients.xmlrpc_client import RemoteWiki
from tests.clients.zeep_client import zeep_service
from tests.remoteapi.conftest import People
from tests.remoteapi.rpc.methods.test_pages import refused
from wiki.models import Content, Space
from wiki.storage_format.parser import MAX_LENGTH

MARKUP = "h2. Head\n* [One]\n{info}a & b{info}\n{code:sql}\nselect *\n{code}"
STORAGE = (
    '<h2>Head</h2><ul><li><ac:link><ri:page ri:content-title="One" /></ac:link>'
    '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>a &amp; b</p></ac:rich-text-body></ac:structured-macro>'
    '<br /><ac:structured-macro ac:name="code"><ac:parameter ac:name="language">sql</ac:parameter>'
    "<ac:plain-text-body><![CDATA[select *]]></ac:plain-text-body></ac:structured-macro></li></ul>"
).replace("<br />", "")
SITE = "http://127.0.0.1:8090"
OLD_PATH = "/rpc/soap-axis/confluenceservice-v1"


@pytest.fixture
def token(people: People) -> str:
    assert people.member.user is not None
    return issue_token(people.member.user, address="192.0.2.1")


class TestConvert:
    def test_both_versions_on_xmlrpc(self, space: Space, member: RemoteWiki, member_v1: RemoteWiki) -> None:
        assert member.convertWikiToStorageFormat(MARKUP) == STORAGE
        assert member_v1.convertWikiToStorageFormat(MARKUP) == STORAGE
        assert member.convertWikiToStorageFormat("") == ""

    @pytest.mark.parametrize("version", [1, 2])
    def test_both_versions_on_soap(self, space: Space, token: str, version: int) -> None:
        path = f"/rpc/soap-axis/confluenceservice-v{version}"
        body = axis.operation(
            "convertWikiToStorageFormat", axis.string("in0", token) + axis.string("in1", html.escape(MARKUP))
        )
        assert axis.result(*axis.post(body, path)).text == STORAGE
        assert zeep_service(SITE, version).convertWikiToStorageFormat(token, MARKUP) == STORAGE
        assert str(suds_client(SITE, version).service.convertWikiToStorageFormat(token, "*a*")) == (
            "<p><strong>a</strong></p>"
        )

    def test_a_dead_token(self, space: Space, member: RemoteWiki) -> None:
        wiki = RemoteWiki(member.proxy, "dead")
        assert refused(wiki.convertWikiToStorageFormat, "*a*").startswith("InvalidSessionException: ")

    def test_what_becomes_too_long_is_refused(self, space: Space, member: RemoteWiki) -> None:
        text = refused(member.convertWikiToStorageFormat, "<" * (MAX_LENGTH // 4))
        assert text.startswith("RemoteException: ")
        assert f"at most {MAX_LENGTH} are taken" in text

    def test_it_asks_the_database_no_more_for_a_long_text(self, space: Space, member: RemoteWiki) -> None:
        counts = []
        for times in (1, 50):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                member.convertWikiToStorageFormat((MARKUP + "\n\n") * times)
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestVersion1:
    def stored(self, answer: Any) -> Content:
        return Content.objects.get(pk=int(answer["id"]))

    def test_pages_on_xmlrpc(self, space: Space, member_v1: RemoteWiki) -> None:
        page = self.stored(member_v1.storePage({"space": "DOC", "title": "One", "content": MARKUP}))
        assert page.storage == STORAGE
        edit = {"id": str(page.pk), "version": "1", "title": "One", "content": "{{x}}"}
        member_v1.updatePage(edit, {"versionComment": "c", "minorEdit": True})
        assert self.stored(edit).storage == "<p><code>x</code></p>"

    def test_blog_posts_and_comments(self, space: Space, people: People, member_v1: RemoteWiki) -> None:
        page = member_v1.storePage({"space": "DOC", "title": "One", "content": "x"})
        post = self.stored(member_v1.storeBlogEntry({"space": "DOC", "title": "News", "content": "-x-"}))
        assert post.storage == "<p><del>x</del></p>"
        assert self.stored(member_v1.addComment({"pageId": page["id"], "content": "bq. x"})).storage == (
            "<blockquote><p>x</p></blockquote>"
        )

    def test_pages_on_soap(self, space: Space, token: str) -> None:
        beans = 'xmlns:ns2="http://beans.soap.rpc.confluence.atlassian.com"'
        page = (
            f'<in1 xsi:type="ns2:RemotePage" {beans}><content xsi:type="xsd:string">{html.escape(MARKUP)}</content>'
            '<space xsi:type="xsd:string">DOC</space><title xsi:type="xsd:string">One</title></in1>'
        )
        stored = axis.result(*axis.post(axis.operation("storePage", axis.string("in0", token) + page), OLD_PATH))
        assert stored.findtext("content") == ""
        assert self.stored({"id": stored.findtext("id")}).storage == STORAGE

    def test_rendering(self, space: Space, member_v1: RemoteWiki) -> None:
        clean = {"style": "clean"}
        assert member_v1.renderContent("DOC", "0", "h1. A\n*b*", clean) == '<h1 id="A">A</h1><p><strong>b</strong></p>'
        page = member_v1.storePage({"space": "DOC", "title": "One", "content": "_stored_"})
        assert member_v1.renderContent("DOC", page["id"], "", clean) == "<p><em>stored</em></p>"
        assert member_v1.renderContent("DOC", page["id"], "*b*").startswith("<!DOCTYPE html>")
        assert "<script" not in member_v1.renderContent("DOC", "0", "<script>alert(1)</script>", clean)

    def test_calls_that_give_bodies_are_still_refused(self, space: Space, member_v1: RemoteWiki) -> None:
        page = member_v1.storePage({"space": "DOC", "title": "One", "content": "x"})
        assert "use the version 2 API" in refused(member_v1.getPage, page["id"])
