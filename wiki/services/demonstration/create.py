"""Make the demonstration space."""

from dataclasses import dataclass
from pathlib import Path

from accounts.actor import Actor
from accounts.models import User
from wiki.macros.families import families
from wiki.models import Content, Space
from wiki.services.attachments.store import add_attachment
from wiki.services.blogposts.store import create_blogpost
from wiki.services.comments.store import add_comment
from wiki.services.demonstration import macro_pages
from wiki.services.frame import service
from wiki.services.labels.label import add_label_to_space, add_labels
from wiki.services.pages.store import create_page, edit_page
from wiki.services.spaces.create import create_space
from wiki.services.templates.store import store_template
from wiki.services.watches.watch import watch_space
from wiki.storage_format.references import fold_title

KEY = "DEMO"
FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class DemonstrationPage:
    """A page of the space: its title, the file that holds its text, its parent and labels."""

    title: str
    file: str
    parent: str = ""
    labels: str = ""
    attachments: tuple[str, ...] = ()


PAGES = (
    DemonstrationPage("Writing pages", "writing.xhtml", labels="how-to writing"),
    DemonstrationPage("Text and tables", "text.xhtml", "Writing pages", "how-to writing"),
    DemonstrationPage("Panels, code and macros", "macros.xhtml", "Writing pages", "how-to writing macro"),
    DemonstrationPage(
        "Images and files", "images.xhtml", "Writing pages", "how-to attachment", ("house.png", "notes.txt")
    ),
    DemonstrationPage("Layouts", "layouts.xhtml", "Writing pages", "how-to writing"),
    DemonstrationPage("Links that stay right", "links.xhtml", "Writing pages", "how-to writing"),
    DemonstrationPage("Organising a space", "organising.xhtml", labels="how-to"),
    DemonstrationPage("Who may see what", "permissions.xhtml", "Organising a space", "how-to permissions"),
    DemonstrationPage("Scripting the wiki", "scripting.xhtml", labels="how-to api"),
)


@service
def create_demonstration_space(actor: Actor, *, administrator: User) -> Space | None:
    """Make the demonstration space with its pages, a blog post, comments, labels and attachments.

    Args:
        actor: the system, or somebody who may create spaces.
        administrator: who becomes the author of it all.

    Returns:
        the space; None where there is a space of its key already.
    """
    if Space.objects.filter(key_folded=fold_title(KEY)).exists():
        return None
    author = Actor.for_user(administrator)
    space = create_space(
        author,
        key=KEY,
        name="Demonstration",
        description="What this wiki can do, shown on pages you may change as you like.",
        for_all_users=True,
        home_storage=_text("home.xhtml"),
    )
    pages = {page.title: _add_page(author, space, page, {}) for page in PAGES if not page.parent}
    for page in PAGES:
        if page.parent:
            pages[page.title] = _add_page(author, space, page, pages)
    _add_macro_pages(author, space)
    edit_page(
        author,
        page_id=pages["Writing pages"].pk,
        version=1,
        storage=_text("writing.xhtml") + _text("writing-added.xhtml"),
        version_comment="Say what a version is",
    )
    _talk(author, pages["Writing pages"])
    create_blogpost(author, space_key=KEY, title="The wiki is up", storage=_text("blog.xhtml"))
    add_label_to_space(author, space_key=KEY, label="team:documentation")
    watch_space(author, space_key=KEY)
    return space


def _add_page(actor: Actor, space: Space, page: DemonstrationPage, parents: dict[str, Content]) -> Content:
    parent_id = parents[page.parent].pk if page.parent else space.home_page_id
    made = create_page(actor, space_key=KEY, title=page.title, storage=_text(page.file), parent_id=parent_id)
    if page.labels:
        add_labels(actor, content_id=made.pk, labels=page.labels)
    for name in page.attachments:
        _attach(actor, made, name)
    return made


def _add_macro_pages(actor: Actor, space: Space) -> None:
    template = store_template(
        actor,
        name="Meeting notes",
        description="Who came, what was said, and what is to be done.",
        storage=_text("meeting-template.xhtml"),
        space_key=KEY,
    )
    above = create_page(
        actor, space_key=KEY, title=macro_pages.TITLE, storage=macro_pages.overview(), parent_id=space.home_page_id
    )
    for family in families():
        title, storage = (
            macro_pages.page_title(family.name),
            macro_pages.family_page(family, actor.username, template.pk),
        )
        made = create_page(actor, space_key=KEY, title=title, storage=storage, parent_id=above.pk)
        add_labels(actor, content_id=made.pk, labels="macro")
        for name in macro_pages.FILES.get(family.name, ()):
            _attach(actor, made, name)


def _attach(actor: Actor, page: Content, name: str) -> None:
    with (FOLDER / name).open("rb") as data:
        add_attachment(actor, container_id=page.pk, file_name=name, data=data, comment="Shown on this page")


def _talk(actor: Actor, page: Content) -> None:
    question = add_comment(actor, container_id=page.pk, storage="<p>Can I use the markup that I know from before?</p>")
    add_comment(
        actor,
        container_id=page.pk,
        storage="<p>Yes: pages are kept in storage format, byte for byte as they came.</p>",
        parent_id=question.pk,
    )


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8").rstrip("\n")
