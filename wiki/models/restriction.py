"""Page restrictions: a content closed for viewing or editing but for the people and groups it names."""

from django.db import models
from django.db.models import Q
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase


class RestrictionType(models.TextChoices):
    """What a restriction closes, by the names of the remote API."""

    VIEW = "View"
    EDIT = "Edit"


class Restriction(models.Model):
    """A content is closed for one thing to all but those who are named.

    A page has at most one restriction of its own for each type. Besides, it may keep view restrictions that it once
    inherited: when a restricted page goes to the trash, its children move up and what closed them stays with them.
    """

    content = models.ForeignKey("wiki.Content", on_delete=models.CASCADE, related_name="restrictions")
    type = models.CharField(max_length=8, choices=RestrictionType)
    kept_from = models.BigIntegerField(
        null=True, blank=True, help_text="the restriction of a former ancestor that this one was copied from"
    )

    class Meta:
        permissions = (("pass_restriction", "pass a restriction"),)
        constraints = (
            models.UniqueConstraint(
                fields=["content", "type"], condition=Q(kept_from__isnull=True), name="wiki_restriction_once"
            ),
            models.UniqueConstraint(
                fields=["content", "type", "kept_from"],
                condition=Q(kept_from__isnull=False),
                name="wiki_kept_restriction_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.type} of {self.content_id}"


class RestrictionUserPermission(UserObjectPermissionBase):
    """One person whom a restriction lets pass."""

    content_object = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="user_permissions")

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class RestrictionGroupPermission(GroupObjectPermissionBase):
    """One group whose members a restriction lets pass."""

    content_object = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="group_permissions")

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


class ViewGate(models.Model):
    """A view restriction that closes a page, be it the page's own or inherited from an ancestor.

    Only restricted subtrees have rows here, so that a list finds what is visible by one anti-join.
    """

    content = models.ForeignKey("wiki.Content", on_delete=models.CASCADE, related_name="gates")
    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="gates")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["content", "restriction"], name="wiki_gate_once"),)

    def __str__(self) -> str:
        return f"{self.restriction_id} closes {self.content_id}"
