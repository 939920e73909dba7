"""The screens of page templates."""

import pytest
from django.test import Client
from django.urls import reverse

from wiki.models import Draft, PageTemplate
from wiki.services.templates.store import store_template

pytestmark = pytest.mark.django_db

STORAGE = (
    '<at:declarations><at:string at:name="who"/><at:textarea at:name="goals" at:rows="3" at:columns="40"/>'
    '<at:list at:name="state"><at:option at:value="Open"/><at:option at:value="Done"/></at:list></at:declarations>'
    '<p><at:var at:name="who"/> <at:var at:name="state"/></p><p><at:var at:name="goals"/></p>'
)


def browser(actor):
    """Somebody's browser."""
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def template(ann, space):
    """A template of the space TST."""
    return store_template(ann, space_key="TST", name="Report <b>", storage=STORAGE, description="For Mondays")


class TestSettings:
    def test_the_life_of_a_template(self, ann, space):
        client = browser(ann)
        address = f"{reverse('list-templates')}?key=TST"
        assert "There are no templates here yet" in client.get(address).content.decode()
        assert client.get(f"{reverse('create-template')}?key=TST").status_code == 200
        given = {"key": "TST", "name": "Report", "description": "d", "storage": "<p>1</p>\r\n"}
        answer = client.post(reverse("create-template"), given, follow=True)
        assert answer.redirect_chain[-1][0] == address
        assert "The template “Report” was made." in answer.content.decode()
        made = PageTemplate.objects.get()
        assert (made.space, made.storage) == (space, "<p>1</p>\n")
        form = client.get(f"{reverse('edit-template')}?entityId={made.pk}").content.decode()
        assert "&lt;p&gt;1&lt;/p&gt;" in form
        change = {"entityId": made.pk, "version": 1, "name": "Other", "storage": "<p>2</p>"}
        assert client.post(reverse("edit-template"), change).status_code == 302
        conflict = client.post(reverse("edit-template"), change | {"storage": "<p>mine</p>"})
        assert conflict.status_code == 400
        assert "Somebody else changed this template" in conflict.content.decode()
        assert "&lt;p&gt;mine&lt;/p&gt;" in conflict.content.decode()
        assert client.post(reverse("remove-template"), {"entityId": made.pk}).status_code == 302
        assert not PageTemplate.objects.exists()

    @pytest.mark.parametrize(
        ("given", "reason"),
        [
            ({"name": "", "storage": ""}, "A template needs a name."),
            (
                {"name": "report &lt;b&gt;".replace("&lt;", "<").replace("&gt;", ">"), "storage": ""},
                "already exists here",
            ),
            ({"name": "X", "storage": "<p>\n<b>"}, "line 2, column 1"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_text_kept(self, ann, template, given, reason):
        answer = browser(ann).post(reverse("create-template"), {"key": "TST", "description": "kept", **given})
        assert answer.status_code == 400
        assert reason in answer.content.decode()
        assert "kept" in answer.content.decode()
        assert PageTemplate.objects.count() == 1

    def test_those_for_all_spaces_are_for_administrators(self, ann, administrator, space):
        client = browser(administrator)
        assert (
            f'href="{reverse("list-templates")}"' in client.get(f"{reverse('list-templates')}?key=TST").content.decode()
        )
        assert client.post(reverse("create-template"), {"name": "Shared", "storage": ""}).status_code == 302
        assert "Shared" in client.get(reverse("list-templates")).content.decode()
        made = PageTemplate.objects.get()
        assert made.space is None
        for answer in (
            browser(ann).get(reverse("list-templates")),
            browser(ann).get(f"{reverse('edit-template')}?entityId={made.pk}"),
            browser(ann).post(reverse("remove-template"), {"entityId": made.pk}),
        ):
            assert answer.status_code == 403

    def test_a_spaces_own_are_for_its_administrators(self, bob, template):
        for answer in (
            browser(bob).get(f"{reverse('list-templates')}?key=TST"),
            browser(bob).get(f"{reverse('edit-template')}?entityId={template.pk}"),
            browser(bob).post(reverse("create-template"), {"key": "TST", "name": "N", "storage": ""}),
            browser(bob).post(reverse("remove-template"), {"entityId": template.pk}),
        ):
            assert answer.status_code == 403
        assert PageTemplate.objects.count() == 1


class TestUse:
    def test_from_the_choice_to_the_editor(self, bob, template, space):
        client = browser(bob)
        assert (
            "createpage-choosetemplate.action" in client.get(f"{reverse('create-page')}?spaceKey=TST").content.decode()
        )
        choice = client.get(
            f"{reverse('choose-template')}?spaceKey=TST&parentId={space.home_page_id}&title=T"
        ).content.decode()
        assert "Report &lt;b&gt;" in choice
        assert "For Mondays" in choice
        home = space.home_page_id
        form = client.get(
            f"{reverse('enter-template-variables')}?templateId={template.pk}&spaceKey=TST&title=T&fromPageId={home}"
        ).content.decode()
        assert 'value="T"' in form
        assert '<option value="Done">' in form
        assert 'rows="3"' in form
        given = {
            "templateId": template.pk,
            "spaceKey": "TST",
            "parentId": home,
            "title": "Monday",
            "variableValues.who": "R&D",
            "variableValues.goals": "a\r\nb",
            "variableValues.state": "Done",
        }
        answer = client.post(reverse("enter-template-variables"), given)
        draft = Draft.objects.get()
        assert (draft.title, draft.storage, draft.parent_id) == ("Monday", "<p>R&amp;D Done</p><p>a<br />b</p>", home)
        assert f"draftId={draft.pk}" in answer["Location"]
        editor = client.get(answer["Location"]).content.decode()
        assert "&lt;p&gt;R&amp;amp;D Done&lt;/p&gt;" in editor
        assert 'value="Monday"' in editor

    def test_a_value_that_a_list_does_not_offer(self, bob, template):
        given = {"templateId": template.pk, "spaceKey": "TST", "variableValues.state": "Broken"}
        answer = browser(bob).post(reverse("enter-template-variables"), given)
        assert answer.status_code == 400
        assert not Draft.objects.exists()

    def test_templates_of_other_spaces_are_not_there(self, ann, bob, template, other_space):
        answer = browser(bob).get(f"{reverse('enter-template-variables')}?templateId={template.pk}&spaceKey=OTH")
        assert answer.status_code == 404

    def test_who_may_not_create_pages(self, bob, template, space):
        space.group_permissions.exclude(permission__codename="viewspace").delete()
        for name in ("choose-template", "enter-template-variables"):
            answer = browser(bob).get(f"{reverse(name)}?spaceKey=TST&templateId={template.pk}")
            assert answer.status_code == 403
