"""Texts go on naming whom they name when somebody is renamed."""

import pytest

from accounts.models import User, UserInformation
from accounts.services.profiles import set_user_information
from accounts.services.users import rename_user, rename_users
from tests.factories.wiki import again, make_comment, make_page, member
from wiki.models import Content, Draft, Link, PageTemplate
from wiki.services.drafts.draft import save_draft
from wiki.services.name_following import follow_username
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page

pytestmark = pytest.mark.django_db

AROUND = "<p  class='x'>&nbsp;é\r\n{}</p><!-- bob -->"


def mention(attributes):
    """A mention by some attributes, as written."""
    return f"<ac:link><ri:user {attributes}/></ac:link>"


@pytest.fixture
def bob_key(bob):
    """The key that stays Bob's."""
    return User.objects.get(username="bob").key


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('ri:username="bob" ', 'ri:userkey="KEY" '),
        ("ri:username='BOB'", 'ri:userkey="KEY"'),
        ('ri:username = " b&#111;b"', 'ri:userkey="KEY"'),
        ('ri:username="bobby"', 'ri:username="bobby"'),
        ('ri:userkey="other" ri:username="bob"', 'ri:userkey="other" ri:username="bob"'),
    ],
)
def test_names_become_keys_and_nothing_else_changes(administrator, ann, bob_key, space, committed, before, after):
    page = make_page(ann, storage=AROUND.format(mention(before)))
    with committed():
        rename_user(administrator, old_name="bob", new_name="robert")
    assert again(page).storage == AROUND.format(mention(after)).replace("KEY", bob_key)
    assert again(page).version == 1


def test_a_name_with_marks(administrator, ann, space, committed):
    user = member("r&d.öl").user
    page = make_page(ann, storage=mention('ri:username="r&amp;d.öl"'))
    with committed():
        rename_user(administrator, old_name="r&d.öl", new_name="rd")
    assert again(page).storage == mention(f'ri:userkey="{user.key}"')


def test_everything_that_is_kept_follows(administrator, ann, bob_key, space, committed):
    old, new = mention('ri:username="bob"'), mention(f'ri:userkey="{bob_key}"')
    page = make_page(ann, storage=old)
    edit_page(ann, page_id=page.pk, version=1, storage=f"{old}<p>2</p>")
    comment = make_comment(ann, page, old)
    trashed = make_page(ann, storage=old)
    trash_page(ann, page_id=trashed.pk)
    save_draft(ann, space_key="TST", title="D", storage=old)
    PageTemplate.objects.create(name="T", name_folded="t", storage=old)
    set_user_information(ann, username="ann", storage=old)
    with committed():
        rename_user(administrator, old_name="bob", new_name="robert")
    earlier = Content.objects.get(current=page)
    assert [row.storage for row in (earlier, again(page), again(comment), again(trashed))] == [
        new,
        f"{new}<p>2</p>",
        new,
        new,
    ]
    for model in (Draft, PageTemplate, UserInformation):
        assert list(model.objects.exclude(storage="").values_list("storage", flat=True)) == [new]
    assert set(Link.objects.filter(kind="user").values_list("source_id", "target")) == {
        (page.pk, bob_key),
        (comment.pk, bob_key),
        (trashed.pk, bob_key),
    }


def test_names_that_are_passed_on_are_not_mixed_up(administrator, ann, bob, space, committed):
    page = make_page(ann, storage=mention('ri:username="ann"') + mention('ri:username="bob"'))
    keys = dict(User.objects.values_list("username", "key"))
    with committed():
        assert rename_users(administrator, new_names={"ann": "bob", "bob": "carl"}) == []
    assert again(page).storage == mention(f'ri:userkey="{keys["ann"]}"') + mention(f'ri:userkey="{keys["bob"]}"')


def test_a_second_run_changes_nothing(administrator, ann, bob_key, space):
    make_page(ann, storage=mention('ri:username="bob"'))
    assert follow_username(administrator, old_name="bob", user_key=bob_key) == 1
    assert follow_username(administrator, old_name="bob", user_key=bob_key) == 0


def test_the_number_of_queries_grows_with_batches_only(
    administrator, ann, bob_key, space, django_assert_max_num_queries
):
    for _ in range(30):
        make_page(ann, storage=mention('ri:username="bob"'))
    with django_assert_max_num_queries(16):
        assert follow_username(administrator, old_name="bob", user_key=bob_key) == 30
