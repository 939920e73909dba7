"""What people say to a content with one sign."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy


class ReactionKind(models.TextChoices):
    """The signs there are; a like is what Confluence has."""

    LIKE = "like", "👍"
    HEART = "heart", "❤️"
    CELEBRATE = "celebrate", "🎉"
    LAUGH = "laugh", "😄"
    THINK = "think", "🤔"
    SEEN = "seen", "👀"

    @property
    def word(self) -> str:
        """What the sign means, for those who can't see it."""
        return str(_WORDS[self])


_WORDS = {
    ReactionKind.LIKE: pgettext_lazy("a reaction", "like"),
    ReactionKind.HEART: pgettext_lazy("a reaction", "heart"),
    ReactionKind.CELEBRATE: pgettext_lazy("a reaction", "celebrate"),
    ReactionKind.LAUGH: pgettext_lazy("a reaction", "laugh"),
    ReactionKind.THINK: pgettext_lazy("a reaction", "think"),
    ReactionKind.SEEN: pgettext_lazy("a reaction", "seen"),
}


class Reaction(models.Model):
    """One sign of one person to one page, blog post or comment."""

    content = models.ForeignKey("wiki.Content", on_delete=models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=ReactionKind)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["content", "user", "kind"], name="wiki_reaction_once"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id} to {self.content_id}"
