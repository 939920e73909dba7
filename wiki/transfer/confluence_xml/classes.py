"""The classes that objects of an XML export are of, each with its Java package."""

from typing import NamedTuple


class JavaClass(NamedTuple):
    """One class: its name and its package."""

    name: str
    package: str


_CONFLUENCE = "com.atlassian.confluence"

SPACE = JavaClass("Space", f"{_CONFLUENCE}.spaces")
SPACE_DESCRIPTION = JavaClass("SpaceDescription", f"{_CONFLUENCE}.spaces")
SPACE_STATUS = JavaClass("SpaceStatus", f"{_CONFLUENCE}.spaces")
SPACE_PERMISSION = JavaClass("SpacePermission", f"{_CONFLUENCE}.security")
PAGE = JavaClass("Page", f"{_CONFLUENCE}.pages")
BLOG_POST = JavaClass("BlogPost", f"{_CONFLUENCE}.pages")
COMMENT = JavaClass("Comment", f"{_CONFLUENCE}.pages")
ATTACHMENT = JavaClass("Attachment", f"{_CONFLUENCE}.pages")
PAGE_TEMPLATE = JavaClass("PageTemplate", f"{_CONFLUENCE}.pages.templates")
BODY_CONTENT = JavaClass("BodyContent", f"{_CONFLUENCE}.core")
CONTENT_PROPERTY = JavaClass("ContentProperty", f"{_CONFLUENCE}.content")
LABEL = JavaClass("Label", f"{_CONFLUENCE}.labels")
LABELLING = JavaClass("Labelling", f"{_CONFLUENCE}.labels")
CONTENT_PERMISSION = JavaClass("ContentPermission", f"{_CONFLUENCE}.security")
CONTENT_PERMISSION_SET = JavaClass("ContentPermissionSet", f"{_CONFLUENCE}.security")
NOTIFICATION = JavaClass("Notification", f"{_CONFLUENCE}.mail.notification")
LIKE = JavaClass("LikeEntity", "com.atlassian.confluence.like")
CONTENT_TYPE_ENUM = JavaClass("ContentTypeEnum", f"{_CONFLUENCE}.search.service")
CONFLUENCE_USER = JavaClass("ConfluenceUserImpl", f"{_CONFLUENCE}.user")
PERSONAL_INFORMATION = JavaClass("PersonalInformation", f"{_CONFLUENCE}.user")
INTERNAL_USER = JavaClass("InternalUser", "com.atlassian.crowd.model.user")
INTERNAL_GROUP = JavaClass("InternalGroup", "com.atlassian.crowd.model.group")
GROUP_TYPE = JavaClass("GroupType", "com.atlassian.crowd.model.group")
MEMBERSHIP = JavaClass("HibernateMembership", "com.atlassian.crowd.embedded.hibernate2")

ARCHIVED, ARCHIVED_BY, ARCHIVED_NOTE, ARCHIVED_ALONG = "archived", "archived-by", "archived-note", "archived-along"
"""Properties of a page that is archived: when, in milliseconds since 1970, by whom, why, and if with a page above it.

Its status stays `current`, so that wikis which don't know them have an ordinary page.
"""
