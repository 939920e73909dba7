"""The wiki that the pictures of the user guide show: a team that builds an electric ferry."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from accounts.actor import Actor
from accounts.models import User
from accounts.services.setup import set_up_people
from tests.factories.accounts import PASSWORD, UserFactory
from wiki.models import Content, RestrictionType, Space
from wiki.services.attachments.store import add_attachment
from wiki.services.blogposts.store import create_blogpost
from wiki.services.comments.store import add_comment
from wiki.services.demonstration.create import create_demonstration_space
from wiki.services.drafts.draft import save_draft
from wiki.services.labels.label import add_label_to_space, add_labels
from wiki.services.pages.store import create_page, edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.create import create_space

SetClock = Callable[[int, int, int, int], None]
"""Takes the month, the day, the hour and the minute."""

MEMBERS = "confluence-users"
ADMINISTRATORS = "confluence-administrators"


@dataclass(frozen=True)
class Story:
    """What pictures are taken of: who looks, and ids of pages."""

    reader: Actor
    trials: Content
    decision: Content


def macro(name: str, body: str = "", **parameters: str) -> str:
    """Write a macro with a body of text."""
    given = "".join(f'<ac:parameter ac:name="{key}">{value}</ac:parameter>' for key, value in parameters.items())
    inner = f"<ac:rich-text-body>{body}</ac:rich-text-body>" if body else ""
    return f'<ac:structured-macro ac:name="{name}">{given}{inner}</ac:structured-macro>'


def state(title: str, colour: str) -> str:
    """Write a small coloured word."""
    return macro("status", colour=colour, title=title)


def tasks(*texts: tuple[str, bool]) -> str:
    """Write a list of tasks."""
    rows = "".join(
        f"<ac:task><ac:task-id>{number}</ac:task-id><ac:task-status>{'complete' if done else 'incomplete'}"
        f"</ac:task-status><ac:task-body>{text}</ac:task-body></ac:task>"
        for number, (text, done) in enumerate(texts, 1)
    )
    return f"<ac:task-list>{rows}</ac:task-list>"


TRIALS = (
    "<p>Three days on the water with the finished hull: how it turns, how it stops, and how far it goes on one "
    "charge. The results decide whether the timetable for summer can stay as it is.</p>"
    + macro(
        "info",
        "<p>The pier is closed to visitors on all three days. Boats meet at the fuel dock at 07:30.</p>",
        title="Before you come",
    )
    + "<h2>What we measured</h2><table><tbody><tr><th>Trial</th><th>Goal</th><th>Result</th><th>State</th></tr>"
    + f"<tr><td>Range at 8 knots</td><td>42 km</td><td>45.5 km</td><td>{state('Reached', 'Green')}</td></tr>"
    + f"<tr><td>Stop from 10 knots</td><td>60 m</td><td>64 m</td><td>{state('Close', 'Yellow')}</td></tr>"
    + f"<tr><td>Charge from 20 to 80 %</td><td>25 min</td><td>22 min</td><td>{state('Reached', 'Green')}</td></tr>"
    + f"<tr><td>Noise on deck</td><td>65 dB</td><td>not yet</td><td>{state('Thursday', 'Blue')}</td></tr>"
    + "</tbody></table><h2>What is next</h2>"
)
FIRST_TASKS = tasks(("Book the crane for Friday", False), ("Send the charging curve to the harbour office", False))
LAST_TASKS = tasks(
    ("Book the crane for Friday", True),
    ("Send the charging curve to the harbour office", False),
    ("Measure the noise with the new ventilation", False),
)
OPEN_QUESTION = (
    "<h2>Open questions</h2><p>Is the ramp long enough at low tide? See "
    '<ac:link><ri:page ri:content-title="Pier and ramp" /></ac:link>.</p>'
)
DECISION = (
    "<p>The cells come from the yard's own supplier.</p><h2>Reasons</h2><ul><li>They fit the room below deck.</li>"
    "<li>Delivery in nine weeks.</li></ul>"
)
DECISION_AFTER = (
    f"<p>{state('Decided', 'Green')} The cells come from two suppliers, so that a delay of one does not stop us.</p>"
    "<h2>Reasons</h2><ul><li>They fit the room below deck.</li><li>Delivery in six weeks.</li>"
    "<li>Both take back old cells.</li></ul>"
)
PAGES: tuple[tuple[str, str, str], ...] = (
    ("How we work", "", "<p>Short: we write things down, and we decide in the open.</p>" + macro("children")),
    ("Meeting on Mondays", "How we work", "<p>Ten minutes, standing, at the model of the boat.</p>"),
    ("Writing minutes", "How we work", "<p>Whoever speaks least writes.</p>"),
    ("Boat", "", "<p>Everything about hull, drive and cabin.</p>" + macro("children")),
    ("Hull", "Boat", "<p>Aluminium, 24 m, built in two halves.</p>"),
    ("Drive and battery", "Boat", "<p>Two motors of 90 kW and 640 kWh of cells.</p>"),
    ("Cabin", "Boat", "<p>Sixty seats, and a place for twelve bicycles.</p>"),
    ("Shore", "", "<p>Piers, chargers and tickets.</p>" + macro("children")),
    ("Pier and ramp", "Shore", "<p>The ramp is 6 m long and follows the tide.</p>"),
    ("Charger", "Shore", "<p>One arm at each end, 500 kW.</p>"),
    ("Ticket machines", "Shore", "<p>Two on each pier; a third on board.</p>"),
)


def tell(set_clock: SetClock) -> Story:
    """Make people, spaces and pages, each at its time.

    Args:
        set_clock: sets the time of the wiki.
    """
    set_clock(2, 2, 9, 0)
    set_up_people("root", PASSWORD)
    admin = _person("maria", "Maria Oliveira", ADMINISTRATORS)
    jonas, amina, chen = (
        _person("jonas", "Jonas Berg"),
        _person("amina", "Amina Yusuf"),
        _person("chen", "Chen Li"),
    )
    assert isinstance(admin.user, User)
    create_demonstration_space(admin, administrator=admin.user)
    for key, name, about in (
        ("HARBOUR", "Harbour office", "Contracts, berths and opening hours."),
        ("CREW", "Crew", "Shifts, training and safety."),
    ):
        create_space(admin, key=key, name=name, description=about, for_all_users=True)
    space = create_space(
        admin,
        key="FERRY",
        name="Electric ferry",
        description="From the first sketch to the first passenger.",
        for_all_users=True,
    )
    add_label_to_space(admin, space_key="FERRY", label="team:boat")
    return _project(set_clock, space, admin, jonas, amina, chen)


def _project(set_clock: SetClock, space: Space, admin: Actor, jonas: Actor, amina: Actor, chen: Actor) -> Story:
    made: dict[str, Content] = {}
    for place, (title, above, storage) in enumerate(PAGES):
        set_clock(2, 3 + place, 10, 15)
        parent = made[above] if above else space.home_page
        assert parent is not None
        by = (admin, jonas, amina, chen)[place % 4]
        made[title] = create_page(by, space_key="FERRY", title=title, storage=storage, parent_id=parent.pk)
    set_clock(3, 10, 14, 0)
    decision = create_page(
        jonas, space_key="FERRY", title="Battery supplier", storage=DECISION, parent_id=made["Drive and battery"].pk
    )
    set_clock(3, 16, 8, 20)
    trials = create_page(
        amina, space_key="FERRY", title="Harbour trials", storage=TRIALS + FIRST_TASKS, parent_id=made["Boat"].pk
    )
    set_clock(3, 17, 11, 5)
    edit_page(
        chen, page_id=decision.pk, version=1, storage=DECISION_AFTER, version_comment="Two suppliers after the review"
    )
    set_restriction(admin, content_id=decision.pk, type=RestrictionType.EDIT, users=_users(admin, jonas, chen))
    _posts(set_clock, admin, jonas)
    set_clock(3, 18, 8, 40)
    edit_page(
        amina,
        page_id=trials.pk,
        version=1,
        storage=TRIALS + LAST_TASKS + OPEN_QUESTION,
        version_comment="Results of the second day",
    )
    add_labels(amina, content_id=trials.pk, labels="trials harbour")
    for name, colour in (("hull-on-the-crane.png", "#3f7f86"), ("charging-curve.png", "#b98a3c")):
        add_attachment(amina, container_id=trials.pk, file_name=name, data=_picture(colour), comment="Second day")
    add_attachment(
        jonas, container_id=trials.pk, file_name="tide-table.csv", data=io.BytesIO(b"day,high,low\n18,06:12,12:31\n")
    )
    set_clock(3, 18, 9, 10)
    question = add_comment(jonas, container_id=trials.pk, storage="<p>Was the stopping distance with a full load?</p>")
    set_clock(3, 18, 9, 25)
    add_comment(
        amina,
        container_id=trials.pk,
        storage="<p>Yes, with sandbags for sixty people.</p>",
        parent_id=question.pk,
    )
    set_clock(3, 18, 9, 50)
    save_draft(chen, storage="<p>Half a page</p>", title="Noise on deck", space_key="FERRY")
    set_clock(3, 18, 10, 30)
    return Story(chen, trials, decision)


def _posts(set_clock: SetClock, admin: Actor, jonas: Actor) -> None:
    set_clock(3, 6, 16, 0)
    create_blogpost(
        jonas,
        space_key="FERRY",
        title="The hull is in the water",
        storage="<p>At four in the afternoon the crane let go, and the boat stayed where it should: on top.</p>",
    )
    set_clock(3, 17, 17, 30)
    create_blogpost(
        admin,
        space_key="FERRY",
        title="First passengers in June",
        storage="<p>The harbour office has said yes to both piers. The first trip is on 14 June, and it is free.</p>",
    )


def _person(username: str, name: str, *groups: str) -> Actor:
    # Pictures of people are drawn in colours that follow from their keys, which are chosen at random elsewhere.
    key = hashlib.sha256(username.encode()).hexdigest()[:32]
    return Actor.for_user(UserFactory(username=username, full_name=name, key=key, groups=(MEMBERS, *groups)))


def _users(*actors: Actor) -> list[User]:
    return [actor.user for actor in actors if isinstance(actor.user, User)]


def _picture(colour: str) -> io.BytesIO:
    """Draw a boat on water."""
    image = Image.new("RGB", (640, 400), "#dfe9ea")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 250, 640, 400), fill="#9fbcc0")
    draw.polygon(((120, 230), (520, 230), (470, 290), (170, 290)), fill=colour)
    draw.rectangle((220, 170, 430, 230), fill="#ffffff", outline=colour, width=4)
    data = io.BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    return data
