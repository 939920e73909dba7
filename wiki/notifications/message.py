"""One mail for one watcher, as text and as HTML that loads nothing."""

from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from functools import cached_property

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from accounts.languages import site_language, speaking_to
from wiki.models import ContentKind, Watch
from wiki.notifications import addresses
from wiki.notifications.change import Story
from wiki.notifications.recipients import Recipient
from wiki.storage_format.difference import Difference, Row, difference, text_lines

LONGEST_LINE = 500
MOST_LINES = 40
MOST_ROWS = 80

_HEADLINES = {
    (ContentKind.PAGE, True): gettext_lazy("{name} added the page"),
    (ContentKind.PAGE, False): gettext_lazy("{name} edited the page"),
    (ContentKind.BLOGPOST, True): gettext_lazy("{name} published the blog post"),
    (ContentKind.BLOGPOST, False): gettext_lazy("{name} edited the blog post"),
    (ContentKind.COMMENT, True): gettext_lazy("{name} commented on"),
    (ContentKind.COMMENT, False): gettext_lazy("{name} edited a comment on"),
    (ContentKind.ATTACHMENT, True): gettext_lazy("{name} attached a file to"),
    (ContentKind.ATTACHMENT, False): gettext_lazy("{name} attached a new version of a file to"),
}
_SENTENCES = {
    (ContentKind.PAGE, True): gettext_noop("{name} added the page “{title}”"),
    (ContentKind.PAGE, False): gettext_noop("{name} edited the page “{title}”"),
    (ContentKind.BLOGPOST, True): gettext_noop("{name} published the blog post “{title}”"),
    (ContentKind.BLOGPOST, False): gettext_noop("{name} edited the blog post “{title}”"),
    (ContentKind.COMMENT, True): gettext_noop("{name} commented on “{title}”"),
    (ContentKind.COMMENT, False): gettext_noop("{name} edited a comment on “{title}”"),
    (ContentKind.ATTACHMENT, True): gettext_noop("{name} attached a file to “{title}”"),
    (ContentKind.ATTACHMENT, False): gettext_noop("{name} attached a new version of a file to “{title}”"),
}


_REASONS_OF_CONTENT = {
    ContentKind.PAGE: gettext_noop("You get this mail because you watch the page “{title}”."),
    ContentKind.BLOGPOST: gettext_noop("You get this mail because you watch the blog post “{title}”."),
}
_REASONS_OF_SPACE = {
    "": gettext_noop("You get this mail because you watch the space “{name}”."),
    ContentKind.PAGE: gettext_noop("You get this mail because you watch every page of the space “{name}”."),
    ContentKind.BLOGPOST: gettext_noop("You get this mail because you watch the blog of the space “{name}”."),
    ContentKind.COMMENT: gettext_noop("You get this mail because you watch every comment of the space “{name}”."),
    ContentKind.ATTACHMENT: gettext_noop("You get this mail because you watch every file of the space “{name}”."),
}


@dataclass(frozen=True)
class Lines:
    """The beginning of a text, line by line; `is_cut` where there is more."""

    lines: list[str]
    is_cut: bool

    @classmethod
    def of(cls, storage: str) -> "Lines":
        """Give what readers see of a body, no more of it than fits into a mail."""
        every = text_lines(storage)
        lines = [_cut(line) for line in every[:MOST_LINES]]
        return cls(lines, len(every) > MOST_LINES or any(len(line) > LONGEST_LINE for line in every[:MOST_LINES]))


class Telling:
    """What the mails about one change have in common; made once for all who are told."""

    def __init__(self, story: Story) -> None:
        self.story = story

    @property
    def sentence(self) -> str:
        """Who did what, and the title of the page."""
        content = self.story.content
        if self.story.change.label:
            sentence = gettext("{name} put the label “{label}” on “{title}”")
        elif content.kind == ContentKind.COMMENT and self.story.is_new and content.parent is not None:
            sentence = gettext("{name} replied to a comment on “{title}”")
        else:
            sentence = gettext(_SENTENCES[ContentKind(content.kind), self.story.is_new])
        names = {"name": self.story.actor_name, "title": self.story.host.title, "label": self.story.change.label}
        return sentence.format(**names)

    @property
    def headline(self) -> str:
        """Who did what, to stand above the title of the page."""
        content = self.story.content
        if self.story.change.label:
            sentence = gettext("{name} put the label “{label}” on")
        elif content.kind == ContentKind.COMMENT and self.story.is_new and content.parent is not None:
            sentence = gettext("{name} replied to a comment on")
        else:
            sentence = str(_HEADLINES[ContentKind(content.kind), self.story.is_new])
        return sentence.format(name=self.story.actor_name, label=self.story.change.label)

    @property
    def _is_edit(self) -> bool:
        """Whether it is a new version of a text that is told of."""
        return self.story.former is not None and not self.story.change.label

    @cached_property
    def site_language(self) -> str:
        """The language of those who chose none."""
        return site_language()

    @cached_property
    def difference(self) -> Difference | None:
        """What an edit changed in what readers see; None where nothing can be compared."""
        if not self._is_edit or self.story.content.kind == ContentKind.ATTACHMENT:
            return None
        return difference(text_lines(self.story.former or ""), text_lines(self.story.storage))

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the difference that fit into a mail."""
        return self.difference.rows[:MOST_ROWS] if self.difference is not None else []

    @property
    def leaves_rows_out(self) -> bool:
        """Whether the difference is longer than what the mail shows of it."""
        return self.difference is not None and len(self.difference.rows) > len(self.rows)

    @cached_property
    def text(self) -> Lines | None:
        """The text of what is new; None for edits, which show what changed, and for files."""
        if self._is_edit or self.story.content.kind == ContentKind.ATTACHMENT:
            return None
        return Lines.of(self.story.storage)

    @cached_property
    def answered(self) -> Lines | None:
        """The comment that a reply answers."""
        content = self.story.content
        if content.kind != ContentKind.COMMENT or content.parent is None:
            return None
        return Lines.of(content.parent.storage)

    @cached_property
    def links(self) -> dict[str, str]:
        """The addresses that every reader gets, by what they are for."""
        story = self.story
        found = {
            "page": addresses.address_of_host(story),
            "change": addresses.address_of_change(story),
            "space": addresses.address_of_space(story.content.space.key),
            "settings": addresses.address_of_settings(),
        }
        if story.content.kind == ContentKind.COMMENT:
            found["reply"] = addresses.address_of_reply(story)
        elif story.content.kind != ContentKind.ATTACHMENT and self._is_edit:
            found["difference"] = addresses.address_of_difference(story)
        return found


def message_for(telling: Telling, recipient: Recipient) -> EmailMultiAlternatives:
    """Write the mail that tells one watcher of a change, in their language."""
    with speaking_to(recipient.user, telling.site_language):
        return _in_their_language(telling, recipient)


def _in_their_language(telling: Telling, recipient: Recipient) -> EmailMultiAlternatives:
    story = telling.story
    stop = addresses.address_to_stop(recipient.watch.pk, recipient.user.pk)
    context = {
        "story": story,
        "telling": telling,
        "links": telling.links,
        "recipient": recipient,
        "shows_difference": telling.difference is not None and recipient.preferences.show_difference,
        "reason": _reason(recipient.watch, story),
        "stop": stop,
        "answered_name": _answered_name(story),
    }
    message = EmailMultiAlternatives(
        subject=_one_line(f"[{story.content.space.key}] {story.host.title}"),
        body=render_to_string("mail/watch.txt", context),
        from_email=_sender(story),
        to=[formataddr((_one_line(recipient.user.display_name), recipient.user.email))],
        headers={**_headers(story, recipient), "List-Unsubscribe": f"<{stop}>"},
    )
    message.attach_alternative(render_to_string("mail/watch.html", context), "text/html")
    return message


def message_id(story: Story, recipient: Recipient) -> str:
    """Give the name of a mail: always the same for the same version and person, so that a second copy shows as one."""
    label = f"-label-{recipient.watch.label_id}" if story.change.label else ""
    return _name(f"{story.content.kind}-{story.content.pk}-{story.change.version}{label}", recipient)


def _headers(story: Story, recipient: Recipient) -> dict[str, str]:
    content = story.content
    thread = _name(f"thread-{story.host.pk}", recipient)
    before = [thread]
    if content.kind == ContentKind.COMMENT and content.parent_id is not None:
        before.append(_name(f"comment-{content.parent_id}-1", recipient))
    elif content.kind == ContentKind.COMMENT and not story.is_new:
        before.append(_name(f"comment-{content.pk}-1", recipient))
    return {
        "Message-ID": message_id(story, recipient),
        "In-Reply-To": before[-1],
        "References": " ".join(before),
        "List-Id": f"<{_host_label(content.space.key)}.{addresses.site_host()}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }


def _name(what: str, recipient: Recipient) -> str:
    return f"<{what}.{recipient.user.key}@{addresses.site_host()}>"


def _host_label(key: str) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in key).lower()[:60]


def _sender(story: Story) -> str:
    site, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((_one_line(f"{story.actor_name} ({site or 'Oxbow'})"), address))


def _reason(watch: Watch, story: Story) -> str:
    if watch.label is not None:
        return gettext("You get this mail because you watch the label “{name}”.").format(name=watch.label.name)
    if watch.person is not None:
        return gettext("You get this mail because you follow {name}.").format(name=watch.person.display_name)
    if watch.space is None:
        return gettext(_REASONS_OF_CONTENT[ContentKind(story.host.kind)]).format(title=story.host.title)
    return gettext(_REASONS_OF_SPACE[watch.content_kind]).format(name=watch.space.name)


def _answered_name(story: Story) -> str:
    parent = story.content.parent if story.content.kind == ContentKind.COMMENT else None
    if parent is None:
        return ""
    return parent.creator.display_name if parent.creator is not None else gettext("Anonymous")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE].rstrip() + "…"
