"""Who has which permission in a space: guardian's tables with a real foreign key to Space."""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase


class SpacePermissionType(models.TextChoices):
    """The 15 permissions of a space, by the names of the remote API."""

    VIEWSPACE = "VIEWSPACE"
    EDITSPACE = "EDITSPACE"
    EXPORTPAGE = "EXPORTPAGE"
    SETPAGEPERMISSIONS = "SETPAGEPERMISSIONS"
    REMOVEPAGE = "REMOVEPAGE"
    EDITBLOG = "EDITBLOG"
    REMOVEBLOG = "REMOVEBLOG"
    COMMENT = "COMMENT"
    REMOVECOMMENT = "REMOVECOMMENT"
    CREATEATTACHMENT = "CREATEATTACHMENT"
    REMOVEATTACHMENT = "REMOVEATTACHMENT"
    REMOVEMAIL = "REMOVEMAIL"
    EXPORTSPACE = "EXPORTSPACE"
    SETSPACEPERMISSIONS = "SETSPACEPERMISSIONS"
    REMOVEOWNCONTENT = "REMOVEOWNCONTENT"


class SpaceUserPermission(UserObjectPermissionBase):
    """One person, or the anonymous user, has one permission in one space."""

    content_object = models.ForeignKey("wiki.Space", on_delete=models.CASCADE, related_name="user_permissions")

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class SpaceGroupPermission(GroupObjectPermissionBase):
    """One group has one permission in one space."""

    content_object = models.ForeignKey("wiki.Space", on_delete=models.CASCADE, related_name="group_permissions")

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
