"""The wiki that scenarios find: a closed space with one of everything, and people with and without rights in it."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group

from accounts.actor import Actor
from accounts.models import User
from accounts.services.setup import set_up_people
from remoteapi.personal_tokens import create_personal_token
from remoteapi.tokens import issue_token
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.wiki import again, make_attachment, make_comment, make_page
from wiki.models import AuditEntry, Content, Label, Space, SpacePermissionType
from wiki.permissions.grants import grant_in_space
from wiki.services.blogposts.store import create_blogpost
from wiki.services.labels.label import add_label_to_space, add_labels
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page
from wiki.services.spaces.create import create_space

KEY = "DOC"


@dataclass
class World:
    """People by their names, and what there is.

    admin is in the super group; alice (member) administers DOC; bob (outsider) may use the wiki and has no rights in
    DOC; mallory (stranger) may not use the wiki. PASSWORD is the password of all.
    """

    admin: Actor
    member: Actor
    outsider: Actor
    stranger: Actor
    space: Space
    home: Content
    page: Content
    child: Content
    blogpost: Content
    comment: Content
    attachment: Content
    trashed: Content
    label: Label
    password: str = PASSWORD
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, who: str) -> str:
        """The token of somebody: a session's, or for `reader` a personal one of the administrator's for reading."""
        return self.tokens[who]

    def actor(self, who: str) -> Actor:
        """Somebody anew, as a new call would have them."""
        return Actor.for_user(User.objects.get(username={"member": "alice", "outsider": "bob"}.get(who, who)))

    def trace(self) -> int:
        """What a change would make different: every change writes to the audit log."""
        return AuditEntry.objects.count()


def build_world() -> World:
    """Make the wiki."""
    set_up_people("admin", PASSWORD)
    admin = Actor.for_user(User.objects.get(username="admin"))
    member = Actor.for_user(UserFactory(username="alice", groups=["confluence-users"]))
    outsider = Actor.for_user(UserFactory(username="bob", groups=["confluence-users"]))
    stranger = Actor.for_user(UserFactory(username="mallory"))
    Group.objects.get_or_create(name="writers")
    space = create_space(admin, key=KEY, name="Documentation")
    assert member.user is not None
    for permission in SpacePermissionType:
        grant_in_space(space, permission, member.user)
    home = Content.objects.get(pk=space.home_page_id)
    page = make_page(member, "Guide", space=KEY, below=home, storage="<p>first</p>")
    child = make_page(member, "Chapter", space=KEY, below=page, storage="<p>chapter</p>")
    edit_page(member, page_id=page.pk, version=1, storage="<p>second</p>", version_comment="more")
    trashed = make_page(member, "Rubbish", space=KEY, below=home)
    trash_page(member, page_id=trashed.pk)
    comment = make_comment(member, page, "<p>well</p>")
    attachment = make_attachment(member, page, "notes.txt", b"some notes")
    add_labels(member, content_id=page.pk, labels="red blue")
    add_label_to_space(member, space_key=KEY, label="team:manuals")
    world = World(
        admin=admin,
        member=member,
        outsider=outsider,
        stranger=stranger,
        space=space,
        home=home,
        page=again(page),
        child=child,
        blogpost=create_blogpost(member, space_key=KEY, title="News", storage="<p>news</p>"),
        comment=comment,
        attachment=attachment,
        trashed=again(trashed),
        label=Label.objects.get(name="red"),
    )
    for who in ("admin", "member", "outsider", "stranger"):
        user = getattr(world, who).user
        world.tokens[who] = issue_token(user, address="192.0.2.1")
    world.tokens["reader"], _ = create_personal_token(admin, name="reader", may_change=False)
    return world
