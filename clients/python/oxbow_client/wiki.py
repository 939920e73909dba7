"""The wiki as a class: every method of the remote API, by its name in Python."""

# Written by `manage.py python_client` from the table of methods: change that, not this.

from __future__ import annotations

from typing import Any, overload

from oxbow_client import objects
from oxbow_client.transport import Connection


class Wiki(Connection):
    """A connection to one wiki, with a method for each of the remote API."""

    def add_anonymous_permission_to_space(self, permission: str, space_key: str) -> bool:
        """Give the anonymous user, and so everybody, a permission in a space.

        Raises: RemoteException.
        """
        return self.call("addAnonymousPermissionToSpace", [permission, space_key], "bool")

    def add_anonymous_permissions_to_space(self, permissions: list[str], space_key: str) -> bool:
        """Give the anonymous user, and so everybody, several permissions in a space, all or none.

        Raises: RemoteException.
        """
        return self.call("addAnonymousPermissionsToSpace", [permissions, space_key], "bool")

    def add_anonymous_use_permission(self) -> bool:
        """Let people who are not logged in use the wiki, as far as spaces let them view. For administrators.

        Raises: RemoteException.
        """
        return self.call("addAnonymousUsePermission", [], "bool")

    def add_anonymous_view_user_profile_permission(self) -> bool:
        """Let people who are not logged in view profiles. For administrators.

        Raises: RemoteException.
        """
        return self.call("addAnonymousViewUserProfilePermission", [], "bool")

    @overload
    def add_attachment(
        self, content_id: int, attachment: objects.RemoteAttachment, attachment_data: bytes
    ) -> objects.RemoteAttachment:
        """Attach a file to a page, blog post or comment.

        The attachment has fileName and contentType; comment is optional. A name that is there already gets a new
        version. Watchers are told as for an upload in the browser.

        Raises: RemoteException.
        """

    @overload
    def add_attachment(self, attachment: objects.RemoteAttachment, attachment_data: bytes) -> objects.RemoteAttachment:
        """Attach a file to the content that the attachment's pageId names.

        Raises: RemoteException.
        """

    def add_attachment(self, *given: Any, **named: Any) -> objects.RemoteAttachment:
        """Call one of the forms above."""
        forms = {
            ("content_id", "attachment", "attachment_data"): "objects.RemoteAttachment",
            ("attachment", "attachment_data"): "objects.RemoteAttachment",
        }
        return self.call_overload("addAttachment", given, named, forms)

    def add_comment(self, comment: objects.RemoteComment) -> objects.RemoteComment:
        """Comment on the page or blog post of pageId with content; parentId makes it a reply to another comment.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("addComment", [comment], "objects.RemoteComment")

    def add_global_permission(self, permission: str, remote_entity_name: str) -> bool:
        """Give a user or a group a permission on the whole site; where both have the name, the user. For
        administrators.

        getPermissionTypes has the names. SYSTEMADMINISTRATOR can only be given by system administrators.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("addGlobalPermission", [permission, remote_entity_name], "bool")

    def add_global_permissions(self, permissions: list[str], remote_entity_name: str) -> bool:
        """Give a user or a group several permissions on the whole site, all or none; see addGlobalPermission.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("addGlobalPermissions", [permissions, remote_entity_name], "bool")

    def add_group(self, groupname: str) -> bool:
        """Add a group, without members and permissions. Its name is kept in lower case. For administrators.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("addGroup", [groupname], "bool")

    def add_label_by_id(self, label_id: int, object_id: int) -> bool:
        """Put a label that there is already on a page, blog post or attachment.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("addLabelById", [label_id, object_id], "bool")

    def add_label_by_name(self, label_name: str, object_id: int) -> bool:
        """Put a label, or several apart by blanks or commas, on a page, blog post or attachment.

        `my:x` is a personal label, `team:x` a category, a name without a prefix is everybody's. Labels are lower case
        and hold none of : ; , space ? & [ ] ( ) # ^ * @ !

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("addLabelByName", [label_name, object_id], "bool")

    def add_label_by_name_to_space(self, label_name: str, space_key: str) -> bool:
        """Put a label on a space; `team:x` puts the space into the category x.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("addLabelByNameToSpace", [label_name, space_key], "bool")

    def add_label_by_object(self, label_object: objects.RemoteLabel, object_id: int) -> bool:
        """Put a label, named by its name and namespace or by its id, on a page, blog post or attachment.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("addLabelByObject", [label_object, object_id], "bool")

    def add_page_from_template(
        self, space_key: str, template_name: str, parent_id: int, title: str, variables: dict[str, str]
    ) -> objects.RemotePage:
        """Create a page that begins with a template of the space or, where it has none of that name, with a global
        one.

        variables are values by name. They stand in the page as text, and as markup only where the template says so. A
        variable without a value leaves nothing; a name that the template has not is refused. With a parentId of 0 the
        page is at the top level.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call(
            "addPageFromTemplate", [space_key, template_name, parent_id, title, variables], "objects.RemotePage"
        )

    def add_permission_to_space(self, permission: str, remote_entity_name: str, space_key: str) -> bool:
        """Give a user or a group a permission in a space; where both have the name, the user.

        Needs SETSPACEPERMISSIONS, as all changes of a space's permissions do.

        Raises: RemoteException.
        """
        return self.call("addPermissionToSpace", [permission, remote_entity_name, space_key], "bool")

    def add_permissions_to_space(self, permissions: list[str], remote_entity_name: str, space_key: str) -> bool:
        """Give a user or a group several permissions in a space, all or none; see addPermissionToSpace.

        Raises: RemoteException.
        """
        return self.call("addPermissionsToSpace", [permissions, remote_entity_name, space_key], "bool")

    def add_personal_space(self, space: objects.RemoteSpace, username: str) -> objects.RemoteSpace:
        """Make somebody's personal space. Its key is ~username; the name defaults to the full name.

        Raises: InvalidSessionException, AlreadyExistsException, NotPermittedException, RemoteException.
        """
        return self.call("addPersonalSpace", [space, username], "objects.RemoteSpace")

    def add_personal_space_with_default_permissions(
        self, space: objects.RemoteSpace, username: str
    ) -> objects.RemoteSpace:
        """Make a personal space as addPersonalSpace does, with the default permissions of the site's default group.

        Raises: InvalidSessionException, AlreadyExistsException, NotPermittedException, RemoteException.
        """
        return self.call("addPersonalSpaceWithDefaultPermissions", [space, username], "objects.RemoteSpace")

    def add_profile_picture(self, username: str, file_name: str, mime_type: str, picture_data: bytes) -> bool:
        """Give a user a profile picture: oneself or, for administrators, anybody.

        PNG, JPEG, GIF, WEBP or BMP of up to 5 MB. It is decoded and written anew as a small square PNG, so nothing else
        that was in the file is kept.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("addProfilePicture", [username, file_name, mime_type, picture_data], "bool")

    def add_space(self, space: objects.RemoteSpace) -> objects.RemoteSpace:
        """Make a space with the given key and name, and a description if one is given.

        Needs the permission Create Space. The space gets a home page, '<name> Home', and the caller all permissions in
        it. A key is made of letters and digits only, up to 255, and is unique without regard to case.

        Raises: InvalidSessionException, AlreadyExistsException, NotPermittedException, RemoteException.
        """
        return self.call("addSpace", [space], "objects.RemoteSpace")

    def add_space_group(self, space_group: objects.RemoteSpaceGroup) -> objects.RemoteSpaceGroup:
        """Make a space group with the given key and name. For administrators.

        Raises: InvalidSessionException, AlreadyExistsException, NotPermittedException, RemoteException.
        """
        return self.call("addSpaceGroup", [space_group], "objects.RemoteSpaceGroup")

    def add_space_with_default_permissions(self, space: objects.RemoteSpace) -> objects.RemoteSpace:
        """Make a space as addSpace does, and give the site's default group its default permissions in it, too.

        Raises: InvalidSessionException, AlreadyExistsException, NotPermittedException, RemoteException.
        """
        return self.call("addSpaceWithDefaultPermissions", [space], "objects.RemoteSpace")

    @overload
    def add_user(self, user: objects.RemoteUser, password: str, notify_user: bool) -> None:
        """Add a user as the call without notifyUser does. With notifyUser, mail the user a link to set the password.

        The mail never has the password itself. A user who is notified may be added with an empty password: the link is
        then the only way in.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """

    @overload
    def add_user(self, user: objects.RemoteUser, password: str) -> None:
        """Add a user with name, fullname and email to the group of all users. For administrators.

        Usernames are kept in lower case. Digits alone are fine; blanks and \\ , + < > ' " are not. On XML-RPC, where
        there is no void, the answer is true.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """

    def add_user(self, *given: Any, **named: Any) -> None:
        """Call one of the forms above."""
        forms = {
            ("user", "password", "notify_user"): "None",
            ("user", "password"): "None",
        }
        self.call_overload("addUser", given, named, forms)

    def add_user_to_group(self, username: str, groupname: str) -> bool:
        """Make a user a member of a group. For administrators.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("addUserToGroup", [username, groupname], "bool")

    def change_my_password(self, old_pass: str, new_pass: str) -> bool:
        """Change one's own password. All sessions end, this one too: log in again.

        A wrong old password counts as a failed log-in.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("changeMyPassword", [old_pass, new_pass], "bool")

    def change_user_password(self, username: str, new_pass: str) -> bool:
        """Set a user's password; the user's sessions end. For administrators.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("changeUserPassword", [username, new_pass], "bool")

    def clear_index_queue(self) -> bool:
        """Leave out what the search index has not taken in yet; rebuilding it takes it in after all.

        Raises: RemoteException.
        """
        return self.call("clearIndexQueue", [], "bool")

    def convert_to_personal_space(self, username: str, space_key: str, new_name: str, update_links: bool) -> bool:
        """Make a space into somebody's personal space, ~username. With updateLinks, links in other content follow.

        Raises: RemoteException.
        """
        return self.call("convertToPersonalSpace", [username, space_key, new_name, update_links], "bool")

    def convert_wiki_to_storage_format(self, wiki: str) -> str:
        """Return a text in wiki markup as storage format.

        Every text can be converted: what is no markup stays text, and macros that this wiki does not know are kept.

        Raises: RemoteException.
        """
        return self.call("convertWikiToStorageFormat", [wiki], "str")

    def copy_page(
        self, page_id: int, target_parent_id: int, new_title: str, options: dict[str, str]
    ) -> objects.RemotePage:
        """Copy a page below another.

        options holds `true` or `false` under attachments, labels (both true where they are left out), permissions and
        children (false where they are left out).

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("copyPage", [page_id, target_parent_id, new_title, options], "objects.RemotePage")

    def count_search_results(self, query: str, params: dict[str, str]) -> int:
        """Return how much fits a query and the parameters of `search`, of what the caller may view.

        Raises: RemoteException.
        """
        return self.call("countSearchResults", [query, params], "int")

    def deactivate_user(self, username: str) -> bool:
        """Take every right and the way in from a user; sessions and tokens end at once. For administrators.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("deactivateUser", [username], "bool")

    def edit_comment(self, comment: objects.RemoteComment) -> objects.RemoteComment:
        """Give the comment of this id the new content.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("editComment", [comment], "objects.RemoteComment")

    def edit_user(self, user: objects.RemoteUser) -> bool:
        """Change fullname and email of the user of this name: one's own or, for administrators, anybody's.

        A field that is left out stays as it is.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("editUser", [user], "bool")

    def empty_trash(self, space_key: str) -> bool:
        """Remove all that is in the trash of a space for good. For space administrators.

        Raises: RemoteException.
        """
        return self.call("emptyTrash", [space_key], "bool")

    def export_page(self, page_id: int, export_type: str) -> str:
        """Export a page or blog post, and return the address of the file, which anybody may fetch for an hour.

        It needs the permission EXPORTPAGE. The type is TYPE_PDF, TYPE_WORD, TYPE_HTML or TYPE_MARKDOWN.

        Raises: RemoteException.
        """
        return self.call("exportPage", [page_id, export_type], "str")

    def export_site(self, export_attachments: bool) -> str:
        """Export the whole site as XML, and return the address of the file, which anybody may fetch for an hour.

        It holds everything, people with their password hashes and groups included.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("exportSite", [export_attachments], "str")

    @overload
    def export_space(self, space_key: str, export_type: str) -> str:
        """Export a space, and return the address of the file, which anybody may fetch for an hour.

        It needs the permission EXPORTSPACE. The export holds what the caller may view. The type is TYPE_XML (or xml, or
        all), TYPE_HTML (html) or TYPE_PDF (pdf). An export that takes very long goes on after a fault that names its
        job.

        Raises: RemoteException.
        """

    @overload
    def export_space(self, space_key: str, export_type: str, export_all: bool) -> str:
        """Export a space as `exportSpace`; with export_all also what the caller can't view, and the trash.

        Only members of the group of administrators who pass every permission may set export_all.

        Raises: RemoteException.
        """

    def export_space(self, *given: Any, **named: Any) -> str:
        """Call one of the forms above."""
        forms = {
            ("space_key", "export_type"): "str",
            ("space_key", "export_type", "export_all"): "str",
        }
        return self.call_overload("exportSpace", given, named, forms)

    def flush_index_queue(self) -> bool:
        """Bring the search index in line: everything that was saved before can be found when this returns.

        Raises: RemoteException.
        """
        return self.call("flushIndexQueue", [], "bool")

    def get_active_users(self, view_all: bool) -> list[str]:
        """Return the names of users, however many they are. For those who may view profiles.

        viewAll false: the active users who have the permission to use the wiki. viewAll true: everybody who is
        registered, deactivated users too.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getActiveUsers", [view_all], "list[str]")

    def get_ancestors(self, page_id: int) -> list[objects.RemotePageSummary]:
        """Return the pages above a page, from the top of the tree down to its parent.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getAncestors", [page_id], "list[objects.RemotePageSummary]")

    def get_attachment(self, content_id: int, file_name: str, version: int) -> objects.RemoteAttachment:
        """Return an attachment of a page, blog post or comment. A version of 0 or less is the latest.

        Raises: RemoteException.
        """
        return self.call("getAttachment", [content_id, file_name, version], "objects.RemoteAttachment")

    def get_attachment_data(self, content_id: int, file_name: str, version: int) -> bytes:
        """Return the bytes of an attachment. A version of 0 or less is the latest.

        Raises: RemoteException.
        """
        return self.call("getAttachmentData", [content_id, file_name, version], "bytes")

    def get_attachment_versions(self, content_id: int, file_name: str) -> list[objects.RemoteAttachment]:
        """Return all versions of an attachment, newest first, the current one among them.

        Raises: RemoteException.
        """
        return self.call("getAttachmentVersions", [content_id, file_name], "list[objects.RemoteAttachment]")

    def get_attachments(self, page_id: int) -> list[objects.RemoteAttachment]:
        """Return the attachments of a page, blog post or comment.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getAttachments", [page_id], "list[objects.RemoteAttachment]")

    def get_blog_entries(self, space_key: str) -> list[objects.RemoteBlogEntrySummary]:
        """Return the blog posts of a space, newest first.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getBlogEntries", [space_key], "list[objects.RemoteBlogEntrySummary]")

    def get_blog_entry(self, blog_entry_id: int) -> objects.RemoteBlogEntry:
        """Return a blog post, or a historical version of one, by its id.

        Raises: RemoteException.
        """
        return self.call("getBlogEntry", [blog_entry_id], "objects.RemoteBlogEntry")

    def get_blog_entry_by_date_and_title(
        self, space_key: str, year: int, month: int, day_of_month: int, post_title: str
    ) -> objects.RemoteBlogEntry:
        """Return the blog post of this title of a day.

        Raises: RemoteException.
        """
        return self.call(
            "getBlogEntryByDateAndTitle", [space_key, year, month, day_of_month, post_title], "objects.RemoteBlogEntry"
        )

    def get_blog_entry_by_day_and_title(
        self, space_key: str, day_of_month: int, post_title: str
    ) -> objects.RemoteBlogEntry:
        """Return the blog post of this title of a day of the current month.

        Raises: RemoteException.
        """
        return self.call("getBlogEntryByDayAndTitle", [space_key, day_of_month, post_title], "objects.RemoteBlogEntry")

    def get_children(self, page_id: int) -> list[objects.RemotePageSummary]:
        """Return the children of a page in the order the tree shows: the manual order where there is one, else by
        title.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getChildren", [page_id], "list[objects.RemotePageSummary]")

    def get_cluster_information(self) -> objects.RemoteClusterInformation:
        """Return the live nodes: each web server process and task worker that told of itself within a minute.

        running is true where nodes on several machines can serve the site. For administrators.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("getClusterInformation", [], "objects.RemoteClusterInformation")

    def get_cluster_node_statuses(self) -> list[objects.RemoteNodeStatus]:
        """Return for each live node figures of its process, its build and its settings. For administrators.

        They are as of its last word, at most a minute ago.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("getClusterNodeStatuses", [], "list[objects.RemoteNodeStatus]")

    def get_comment(self, comment_id: int) -> objects.RemoteComment:
        """Return a comment.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getComment", [comment_id], "objects.RemoteComment")

    def get_comments(self, page_id: int) -> list[objects.RemoteComment]:
        """Return all comments on a page or blog post, replies too, oldest first.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getComments", [page_id], "list[objects.RemoteComment]")

    def get_content_permission_set(self, content_id: int, permission_type: str) -> objects.RemoteContentPermissionSet:
        """Return one set, View or Edit. It is empty where the page or blog post is not restricted in this way.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("getContentPermissionSet", [content_id, permission_type], "objects.RemoteContentPermissionSet")

    def get_content_permission_sets(self, content_id: int) -> list[objects.RemoteContentPermissionSet]:
        """Return the restrictions on a page or blog post as sets of the types View and Edit; those that there are.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("getContentPermissionSets", [content_id], "list[objects.RemoteContentPermissionSet]")

    def get_content_permissions(self, content_id: int) -> list[objects.RemoteContentPermission]:
        """Return whom both sets of a page or blog post name, in one list.

        Raises: RemoteException.
        """
        return self.call("getContentPermissions", [content_id], "list[objects.RemoteContentPermission]")

    def get_descendents(self, page_id: int) -> list[objects.RemotePageSummary]:
        """Return all pages below a page.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getDescendents", [page_id], "list[objects.RemotePageSummary]")

    def get_favourites(self, username: str) -> list[objects.RemoteSearchResult]:
        """Return the pages and blog posts that a user marked as favourites, as far as the caller can view them.

        One's own or, for administrators, anybody's.

        Raises: RemoteException.
        """
        return self.call("getFavourites", [username], "list[objects.RemoteSearchResult]")

    def get_group_members(self, groupname: str) -> list[str]:
        """Return the names of the members of a group, deactivated users too. For administrators.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("getGroupMembers", [groupname], "list[str]")

    def get_groups(self) -> list[str]:
        """Return the names of all groups. For administrators.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("getGroups", [], "list[str]")

    def get_label_content_by_id(self, label_id: int) -> list[objects.RemoteSearchResult]:
        """Return the content that has the label of this id, the last changed first.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getLabelContentById", [label_id], "list[objects.RemoteSearchResult]")

    def get_label_content_by_name(self, label_name: str) -> list[objects.RemoteSearchResult]:
        """Return the content that has the label of this name, the last changed first.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getLabelContentByName", [label_name], "list[objects.RemoteSearchResult]")

    def get_label_content_by_object(self, label_object: objects.RemoteLabel) -> list[objects.RemoteSearchResult]:
        """Return the content that has a label, named by its name and namespace or by its id, the last changed first.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getLabelContentByObject", [label_object], "list[objects.RemoteSearchResult]")

    def get_labels_by_detail(
        self, label_name: str, namespace: str, space_key: str, owner: str
    ) -> list[objects.RemoteLabel]:
        """Return the labels that fit all of what is given; an empty argument fits all. Namespaces: global, my, team.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getLabelsByDetail", [label_name, namespace, space_key, owner], "list[objects.RemoteLabel]")

    def get_labels_by_id(self, object_id: int) -> list[objects.RemoteLabel]:
        """Return the labels of a page, blog post or attachment that the caller may know.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getLabelsById", [object_id], "list[objects.RemoteLabel]")

    def get_most_popular_labels(self, max_count: int) -> list[objects.RemoteLabel]:
        """Return the labels that most content has; with a maxCount of 0 or less, all.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getMostPopularLabels", [max_count], "list[objects.RemoteLabel]")

    def get_most_popular_labels_in_space(self, space_key: str, max_count: int) -> list[objects.RemoteLabel]:
        """Return the labels that most content of a space has; with a maxCount of 0 or less, all.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getMostPopularLabelsInSpace", [space_key, max_count], "list[objects.RemoteLabel]")

    @overload
    def get_page(self, space_key: str, page_title: str) -> objects.RemotePage:
        """Return the current version of the page with this title; titles match without regard to case.

        Raises: InvalidSessionException, RemoteException.
        """

    @overload
    def get_page(self, page_id: int) -> objects.RemotePage:
        """Return a page, or a historical version of one, by its id.

        Raises: InvalidSessionException, RemoteException.
        """

    def get_page(self, *given: Any, **named: Any) -> objects.RemotePage:
        """Call one of the forms above."""
        forms = {
            ("space_key", "page_title"): "objects.RemotePage",
            ("page_id",): "objects.RemotePage",
        }
        return self.call_overload("getPage", given, named, forms)

    def get_page_history(self, page_id: int) -> list[objects.RemotePageHistory]:
        """Return the historical versions of a page, newest first, without the current one. getPage takes their ids.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getPageHistory", [page_id], "list[objects.RemotePageHistory]")

    def get_page_permissions(self, page_id: int) -> list[objects.RemotePermission]:
        """Return the restrictions on a page or blog post: for each user or group that may pass, View or Edit.

        What the pages above close is not among them.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getPagePermissions", [page_id], "list[objects.RemotePermission]")

    @overload
    def get_page_summary(self, page_id: int) -> objects.RemotePageSummary:
        """Return a page, or a historical version of one, by its id, without its body.

        Raises: InvalidSessionException, RemoteException.
        """

    @overload
    def get_page_summary(self, space_key: str, page_title: str) -> objects.RemotePageSummary:
        """Return the current version of the page with this title, without its body.

        Raises: InvalidSessionException, RemoteException.
        """

    def get_page_summary(self, *given: Any, **named: Any) -> objects.RemotePageSummary:
        """Call one of the forms above."""
        forms = {
            ("page_id",): "objects.RemotePageSummary",
            ("space_key", "page_title"): "objects.RemotePageSummary",
        }
        return self.call_overload("getPageSummary", given, named, forms)

    def get_pages(self, space_key: str) -> list[objects.RemotePageSummary]:
        """Return the current pages of a space that the caller can view; nothing of the trash, and no drafts.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getPages", [space_key], "list[objects.RemotePageSummary]")

    def get_permission_types(self) -> list[str]:
        """Return the names of all global permissions.

        Raises: RemoteException.
        """
        return self.call("getPermissionTypes", [], "list[str]")

    def get_permissions(self, space_key: str) -> list[str]:
        """Return the caller's effective permissions in a space, through groups too.

        They come in the short forms view, modify, comment and admin, and under the names of getSpaceLevelPermissions.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getPermissions", [space_key], "list[str]")

    def get_permissions_for_group(self, space_key: str, group_name: str) -> list[str]:
        """Return the permissions that a group has in a space, as getPermissions does. For the space's
        administrators.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("getPermissionsForGroup", [space_key, group_name], "list[str]")

    def get_permissions_for_user(self, space_key: str, user_name: str) -> list[str]:
        """Return a user's effective permissions in a space, as getPermissions does.

        One's own or, for the space's administrators, anybody's.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("getPermissionsForUser", [space_key, user_name], "list[str]")

    def get_profile_picture(self, username: str) -> bytes | None:
        """Return a user's profile picture, a PNG. For those who may view profiles.

        Where there is none, SOAP and JSON-RPC give null and XML-RPC a fault.

        Raises: RemoteException.
        """
        return self.call("getProfilePicture", [username], "bytes | None")

    def get_recent_blog_entries(self, space_key: str, max_results: int) -> list[objects.RemoteBlogEntrySummary]:
        """Return the newest blog posts of a space; 1000 at most.

        Raises: RemoteException.
        """
        return self.call("getRecentBlogEntries", [space_key, max_results], "list[objects.RemoteBlogEntrySummary]")

    def get_recently_updated(self, space_key: str, max_results: int) -> list[objects.RemoteSearchResult]:
        """Return what changed last, of all kinds, in a space or, with an empty key, on the whole site; 1000 at most.

        Raises: RemoteException.
        """
        return self.call("getRecentlyUpdated", [space_key, max_results], "list[objects.RemoteSearchResult]")

    def get_recently_used_labels(self, max_results: int) -> list[objects.RemoteLabel]:
        """Return the labels that were put on content last; with maxResults of 0 or less, all.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getRecentlyUsedLabels", [max_results], "list[objects.RemoteLabel]")

    def get_recently_used_labels_in_space(self, space_key: str, max_results: int) -> list[objects.RemoteLabel]:
        """Return the labels that were put on content of a space last; with maxResults of 0 or less, all.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getRecentlyUsedLabelsInSpace", [space_key, max_results], "list[objects.RemoteLabel]")

    def get_related_labels(self, label_name: str, max_results: int) -> list[objects.RemoteLabel]:
        """Return the labels that stand together with a label on content, the most frequent first.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getRelatedLabels", [label_name, max_results], "list[objects.RemoteLabel]")

    def get_related_labels_in_space(
        self, label_name: str, space_key: str, max_results: int
    ) -> list[objects.RemoteLabel]:
        """Return the labels that stand together with a label on content of a space, the most frequent first.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getRelatedLabelsInSpace", [label_name, space_key, max_results], "list[objects.RemoteLabel]")

    def get_server_info(self) -> objects.RemoteServerInfo:
        """Return the version that this server is compatible with, its build, and its address as configured.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getServerInfo", [], "objects.RemoteServerInfo")

    def get_space(self, space_key: str) -> objects.RemoteSpace | None:
        """Return a space. Where there is none that the caller can view, SOAP gives null and XML-RPC a fault.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getSpace", [space_key], "objects.RemoteSpace | None")

    def get_space_group(self, space_group_key: str) -> objects.RemoteSpaceGroup:
        """Return a space group.

        Raises: InvalidSessionException, AlreadyExistsException, NotPermittedException, RemoteException.
        """
        return self.call("getSpaceGroup", [space_group_key], "objects.RemoteSpaceGroup")

    def get_space_groups(self) -> list[objects.RemoteSpaceGroup]:
        """Return all space groups.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getSpaceGroups", [], "list[objects.RemoteSpaceGroup]")

    def get_space_level_permissions(self) -> list[str]:
        """Return the names of all permissions that there are in a space.

        Raises: RemoteException.
        """
        return self.call("getSpaceLevelPermissions", [], "list[str]")

    def get_space_permission_set(self, space_key: str, permission_type: str) -> objects.RemoteSpacePermissionSet:
        """Return who has one of the permissions in a space, as getSpacePermissionSets does.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("getSpacePermissionSet", [space_key, permission_type], "objects.RemoteSpacePermissionSet")

    def get_space_permission_sets(self, space_key: str) -> list[objects.RemoteSpacePermissionSet]:
        """Return who has each of the permissions in a space. For the space's administrators.

        Users and groups are named; an entry that names neither is the anonymous user.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("getSpacePermissionSets", [space_key], "list[objects.RemoteSpacePermissionSet]")

    def get_space_status(self, space_key: str) -> str:
        """Return CURRENT or ARCHIVED.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("getSpaceStatus", [space_key], "str")

    def get_spaces(self) -> list[objects.RemoteSpaceSummary]:
        """Return all spaces that the caller can view, global ones first, by name.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getSpaces", [], "list[objects.RemoteSpaceSummary]")

    def get_spaces_containing_content_with_label(self, label_name: str) -> list[objects.RemoteSpace]:
        """Return the spaces that hold content with a label.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getSpacesContainingContentWithLabel", [label_name], "list[objects.RemoteSpace]")

    def get_spaces_in_group(self, space_group_key: str) -> list[objects.RemoteSpaceSummary]:
        """Return the spaces of a space group that the caller can view.

        Raises: RemoteException.
        """
        return self.call("getSpacesInGroup", [space_group_key], "list[objects.RemoteSpaceSummary]")

    def get_spaces_with_label(self, label_name: str) -> list[objects.RemoteSpace]:
        """Return the spaces that have a label themselves.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getSpacesWithLabel", [label_name], "list[objects.RemoteSpace]")

    def get_top_level_pages(self, space_key: str) -> list[objects.RemotePageSummary]:
        """Return the pages at the top of a space's tree, in the order the tree shows.

        Raises: RemoteException.
        """
        return self.call("getTopLevelPages", [space_key], "list[objects.RemotePageSummary]")

    def get_trash_contents(self, space_key: str, offset: int, count: int) -> objects.RemoteContentSummaries:
        """Return a part of what is in the trash of a space, the last trashed first. For space administrators.

        totalAvailable counts all that is there.

        Raises: RemoteException.
        """
        return self.call("getTrashContents", [space_key, offset, count], "objects.RemoteContentSummaries")

    def get_user(self, username: str) -> objects.RemoteUser:
        """Return a user, deactivated ones too. For those who may view profiles; one's own is always there.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getUser", [username], "objects.RemoteUser")

    def get_user_by_key(self, user_key: str) -> objects.RemoteConfluenceUser:
        """Return the user of a key, which stays when the user is renamed. For those who may view profiles.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getUserByKey", [user_key], "objects.RemoteConfluenceUser")

    def get_user_by_name(self, username: str) -> objects.RemoteConfluenceUser:
        """Return a user with the key that stays when the user is renamed. For those who may view profiles.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getUserByName", [username], "objects.RemoteConfluenceUser")

    def get_user_groups(self, username: str) -> list[str]:
        """Return the names of the groups that a user is in: one's own or, for administrators, anybody's.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("getUserGroups", [username], "list[str]")

    def get_user_information(self, username: str) -> objects.RemoteUserInformation:
        """Return what a user says about himself or herself, in storage format. For those who may view profiles.

        The version is 0 and the content empty as long as nothing was ever stored.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getUserInformation", [username], "objects.RemoteUserInformation")

    def get_user_preference_boolean(self, username: str, key: str) -> bool:
        """Return a preference that is true or false: one's own or, for administrators, anybody's. Unset, it is
        false.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getUserPreferenceBoolean", [username, key], "bool")

    def get_user_preference_long(self, username: str, key: str) -> int:
        """Return a preference that is a number: one's own or, for administrators, anybody's. Unset, it is 0.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getUserPreferenceLong", [username, key], "int")

    def get_user_preference_string(self, username: str, key: str) -> str:
        """Return a preference as text: one's own or, for administrators, anybody's. Unset, it is empty.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("getUserPreferenceString", [username, key], "str")

    def get_watchers_for_page(self, page_id: int) -> list[objects.RemoteUser]:
        """Return who watches a page or blog post itself. For the space's administrators.

        Addresses are only there for callers who may view profiles.

        Raises: RemoteException.
        """
        return self.call("getWatchersForPage", [page_id], "list[objects.RemoteUser]")

    def get_watchers_for_space(self, space_key: str) -> list[objects.RemoteUser]:
        """Return who watches all content of a space. For its administrators.

        Addresses are only there for callers who may view profiles.

        Raises: RemoteException.
        """
        return self.call("getWatchersForSpace", [space_key], "list[objects.RemoteUser]")

    def has_group(self, groupname: str) -> bool:
        """Return whether there is a group of this name. For those who may view profiles.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("hasGroup", [groupname], "bool")

    def has_user(self, username: str) -> bool:
        """Return whether there is a user of this name, deactivated or not. For those who may view profiles.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("hasUser", [username], "bool")

    def import_space(self, import_data: bytes) -> bool:
        """Import a space from the zip of an XML export, this wiki's own or one of Confluence 3.x to 8.x or its
        cloud.

        For system administrators. All of it comes or nothing; there must be no space of that key. An import that takes
        very long goes on after a fault that names its job. What was mended or not taken, the job's report lists.

        Raises: RemoteException.
        """
        return self.call("importSpace", [import_data], "bool")

    def install_plugin(self, plugin_file_name: str, plugin_data: bytes) -> bool:
        """Never installs anything: code does not come in over the API, and the call says so. For administrators.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("installPlugin", [plugin_file_name, plugin_data], "bool")

    def is_active_user(self, username: str) -> bool:
        """Return whether a user is active, that is: not deactivated. For those who may view profiles.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("isActiveUser", [username], "bool")

    def is_dark_feature_enabled(self, key: str) -> bool:
        """Return whether the key of a feature is among those that a system administrator has put on a list of such
        keys.

        Raises: RemoteException.
        """
        return self.call("isDarkFeatureEnabled", [key], "bool")

    def is_plugin_enabled(self, plugin_key: str) -> bool:
        """Return whether the site has a built-in feature and it is on; see isPluginInstalled. For administrators.

        Raises: RemoteException.
        """
        return self.call("isPluginEnabled", [plugin_key], "bool")

    def is_plugin_installed(self, plugin_key: str) -> bool:
        """Return whether the site has a built-in feature. For administrators.

        Features have keys such as `macro.toc`: one for each macro, by each of its names. Unknown keys are not
        installed.

        Raises: RemoteException.
        """
        return self.call("isPluginInstalled", [plugin_key], "bool")

    def is_watching_page(self, page_id: int, username: str) -> bool:
        """Return whether a user watches a page or blog post itself: oneself or, for the space's administrators,
        anybody.

        Raises: RemoteException.
        """
        return self.call("isWatchingPage", [page_id, username], "bool")

    def is_watching_space(self, space_key: str, username: str) -> bool:
        """Return whether a user watches a space: oneself or, for the space's administrators, anybody.

        Raises: RemoteException.
        """
        return self.call("isWatchingSpace", [space_key, username], "bool")

    def is_watching_space_for_type(self, space_key: str, content_type: str, username: str) -> bool:
        """Return whether a user watches a space, or all content of one type in it.

        contentType is page, blogpost, comment or attachment. Asked for oneself or, by the space's administrators, for
        anybody.

        Raises: RemoteException.
        """
        return self.call("isWatchingSpaceForType", [space_key, content_type, username], "bool")

    def login(self, username: str, password: str) -> str:
        """Open a session and return its token, the first argument of every other call.

        The token dies when it has not been used for as long as the site's setting says (60 minutes by default), at
        logout, at a change of the password, and when the user is deactivated. Repeated failures for a name or from an
        address are refused for a while.

        Raises: AuthenticationFailedException, RemoteException.
        """
        return self.call("login", [username, password], "str")

    def logout(self) -> bool:
        """Close the session. True if the token was alive, false if it was not.

        Raises: RemoteException.
        """
        return self.call("logout", [], "bool")

    def move_attachment(
        self, original_content_id: int, original_file_name: str, new_content_id: int, new_file_name: str
    ) -> bool:
        """Move an attachment to other content, or give it another name. All its versions go along, and links follow.

        Raises: RemoteException.
        """
        return self.call(
            "moveAttachment", [original_content_id, original_file_name, new_content_id, new_file_name], "bool"
        )

    def move_page(self, source_page_id: int, target_page_id: int, position: str) -> bool:
        """Move a page: `above` or `below` the target as its sibling, or `append` as the target's last child.

        It may go to another space. Children, comments, attachments, history and labels go along, and links follow. A
        page can't be moved below itself.

        Raises: RemoteException.
        """
        return self.call("movePage", [source_page_id, target_page_id, position], "bool")

    def move_page_to_top_level(self, page_id: int, target_space_key: str) -> bool:
        """Move a page to the top level of a space.

        Raises: RemoteException.
        """
        return self.call("movePageToTopLevel", [page_id, target_space_key], "bool")

    def perform_backup(self, export_attachments: bool) -> str:
        """Export the whole site as `exportSite` into the folder of backups, where it stays, and return its address.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("performBackup", [export_attachments], "str")

    def purge_from_trash(self, space_key: str, content_id: int) -> bool:
        """Remove something in the trash for good. For space administrators.

        Raises: RemoteException.
        """
        return self.call("purgeFromTrash", [space_key, content_id], "bool")

    def reactivate_user(self, username: str) -> bool:
        """Give a deactivated user the rights and the way in again. For administrators.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("reactivateUser", [username], "bool")

    def recover_main_index(self) -> bool:
        """Have the search index built anew from the database, in the background; searches go on meanwhile.

        Raises: RemoteException.
        """
        return self.call("recoverMainIndex", [], "bool")

    def rehearse_import(self, import_data: bytes) -> dict[str, str]:
        """Read an export as importSpace would, write nothing, and return what would come, as texts by name.

        For system administrators. Names: counts such as `count.pages`, and lists with a line for each thing: warnings,
        left_out, mended, opening (restrictions that name no page), missing_files, broken_links, people_made,
        people_matched, groups_made, macros, unknown_macros, not_understood, classes_left_out, spaces.

        Raises: RemoteException.
        """
        return self.call("rehearseImport", [import_data], "dict[str, str]")

    def reindex_site(self) -> str:
        """Have the search index built anew from the database, and return the address of the job that does it.

        Raises: RemoteException.
        """
        return self.call("reindexSite", [], "str")

    def remove_all_permissions_for_group(self, groupname: str) -> bool:
        """Take all permissions from a group, in all spaces and globally. For administrators.

        Refused where a space would be left without an administrator, or the site without a system administrator.

        Raises: RemoteException.
        """
        return self.call("removeAllPermissionsForGroup", [groupname], "bool")

    def remove_anonymous_permission_from_space(self, permission: str, space_key: str) -> bool:
        """Take a permission in a space from the anonymous user; what users and groups have of their own stays.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("removeAnonymousPermissionFromSpace", [permission, space_key], "bool")

    def remove_anonymous_use_permission(self) -> bool:
        """Close the wiki to people who are not logged in. For administrators.

        Raises: RemoteException.
        """
        return self.call("removeAnonymousUsePermission", [], "bool")

    def remove_anonymous_view_user_profile_permission(self) -> bool:
        """Keep people who are not logged in from viewing profiles. For administrators.

        Raises: RemoteException.
        """
        return self.call("removeAnonymousViewUserProfilePermission", [], "bool")

    def remove_attachment(self, content_id: int, file_name: str) -> bool:
        """Take an attachment with all its versions to the trash.

        Raises: RemoteException.
        """
        return self.call("removeAttachment", [content_id, file_name], "bool")

    def remove_blog_entry(self, blog_entry_id: int) -> bool:
        """Take a blog post to the trash.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("removeBlogEntry", [blog_entry_id], "bool")

    def remove_comment(self, comment_id: int) -> bool:
        """Remove a comment; its replies move up.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removeComment", [comment_id], "bool")

    def remove_global_permission(self, permission: str, remote_entity_name: str) -> bool:
        """Take a permission on the whole site from a user or a group. For administrators.

        The last system administrator keeps that permission.

        Raises: RemoteException.
        """
        return self.call("removeGlobalPermission", [permission, remote_entity_name], "bool")

    def remove_group(self, groupname: str, default_group_name: str) -> bool:
        """Remove a group with the permissions it has. With a default group, the members move there. For
        administrators.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removeGroup", [groupname, default_group_name], "bool")

    def remove_label_by_id(self, label_id: int, object_id: int) -> bool:
        """Take a label off a page, blog post or attachment.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removeLabelById", [label_id, object_id], "bool")

    def remove_label_by_name(self, label_name: str, object_id: int) -> bool:
        """Take a label, or several apart by blanks or commas, off a page, blog post or attachment.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removeLabelByName", [label_name, object_id], "bool")

    def remove_label_by_name_from_space(self, label_name: str, space_key: str) -> bool:
        """Take a label off a space.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removeLabelByNameFromSpace", [label_name, space_key], "bool")

    def remove_label_by_object(self, label_object: objects.RemoteLabel, object_id: int) -> bool:
        """Take a label, named by its name and namespace or by its id, off a page, blog post or attachment.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removeLabelByObject", [label_object, object_id], "bool")

    def remove_page(self, page_id: int) -> bool:
        """Take a page to the trash. Its children move up to its parent, and keep the view restrictions they
        inherited.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removePage", [page_id], "bool")

    def remove_page_version_by_id(self, historical_page_id: int) -> bool:
        """Remove a historical version of a page for good, by its id.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removePageVersionById", [historical_page_id], "bool")

    def remove_page_version_by_version(self, page_id: int, version: int) -> bool:
        """Remove a historical version of a page for good, by its number; 1 is the oldest.

        The current version can't be removed. The others keep their numbers, and a number is never used again.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removePageVersionByVersion", [page_id, version], "bool")

    def remove_page_watch(self, page_id: int) -> bool:
        """Stop watching a page or blog post. False if it was not watched.

        Raises: RemoteException.
        """
        return self.call("removePageWatch", [page_id], "bool")

    def remove_page_watch_for_user(self, page_id: int, username: str) -> bool:
        """Have a user stop watching a page or blog post. False if the user did not. For the space's administrators.

        Raises: RemoteException.
        """
        return self.call("removePageWatchForUser", [page_id, username], "bool")

    def remove_permission_from_space(self, permission: str, remote_entity_name: str, space_key: str) -> bool:
        """Take a permission in a space from a user or a group.

        Refused where it would leave the space without anybody who may administer it.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("removePermissionFromSpace", [permission, remote_entity_name, space_key], "bool")

    def remove_space(self, space_key: str) -> bool:
        """Remove a space with all its content, for good. For space administrators.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removeSpace", [space_key], "bool")

    def remove_space_group(self, space_group_key: str) -> bool:
        """Remove a space group; its spaces stay. For administrators.

        Raises: RemoteException.
        """
        return self.call("removeSpaceGroup", [space_group_key], "bool")

    def remove_space_watch(self, space_key: str) -> bool:
        """Stop watching a space. False if it was not watched. Pages that are watched themselves stay watched.

        Raises: RemoteException.
        """
        return self.call("removeSpaceWatch", [space_key], "bool")

    def remove_user(self, username: str) -> bool:
        """Remove a user. For administrators.

        Refused, with the reason, as long as content or a space names the user; deactivate the user instead.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removeUser", [username], "bool")

    def remove_user_from_group(self, username: str, groupname: str) -> bool:
        """Make a user no member of a group any more. For administrators.

        The group of the site's administrators keeps at least one active member.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("removeUserFromGroup", [username, groupname], "bool")

    def rename_user(self, old_username: str, new_username: str) -> bool:
        """Give a user another name. For administrators.

        Content and permissions stay theirs and the personal space gets the key of the new name at once; mentions and
        links that name the user by the old name follow in the background.

        Raises: RemoteException.
        """
        return self.call("renameUser", [old_username, new_username], "bool")

    def rename_users(self, old_usernames_to_new_usernames: dict[str, str]) -> list[str]:
        """Rename several users, given as a map of new names by old ones, and return the old names that could not be.

        For administrators. A name may be passed on, as bob's to ann and ann's to eve; two users can't just swap theirs.

        Raises: RemoteException.
        """
        return self.call("renameUsers", [old_usernames_to_new_usernames], "list[str]")

    @overload
    def render_content(self, space_key: str, page_id: int, content: str, parameters: dict[str, str]) -> str:
        """Return a body as HTML.

        With style=clean in the parameters it is the bare fragment, without the styled document around it.

        Raises: RemoteException.
        """

    @overload
    def render_content(self, space_key: str, page_id: int, content: str) -> str:
        """Return a body as a whole styled HTML document.

        With empty content it is the page's own body. With a page id of 0 only the space is the context.

        Raises: InvalidSessionException, RemoteException.
        """

    def render_content(self, *given: Any, **named: Any) -> str:
        """Call one of the forms above."""
        forms = {
            ("space_key", "page_id", "content", "parameters"): "str",
            ("space_key", "page_id", "content"): "str",
        }
        return self.call_overload("renderContent", given, named, forms)

    def restore_from_trash(self, space_key: str, content_id: int) -> bool:
        """Bring something back from the trash. A title in use meanwhile comes back as 'Title (restored)'.

        For space administrators.

        Raises: RemoteException.
        """
        return self.call("restoreFromTrash", [space_key, content_id], "bool")

    def restore_page_version(self, page_id: int, version: int, version_comment: str) -> objects.RemotePage:
        """Make a new version of a page that has title and body of an earlier one.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("restorePageVersion", [page_id, version, version_comment], "objects.RemotePage")

    @overload
    def search(self, query: str, max_results: int) -> list[objects.RemoteSearchResult]:
        """Return what fits a query, the best first, and only what the caller may view.

        The query is in the syntax of Lucene: words, "a phrase", AND, OR, NOT, + and -, brackets, title:x, labelText:x,
        spacekey:KEY, type:page, contributor:name, wild*cards, fuzzy~, [a TO b], word^2, *:*. The excerpt shows the hit
        in its surroundings. At most 1,000 results are returned at once.

        Raises: InvalidSessionException, RemoteException.
        """

    @overload
    def search(self, query: str, params: dict[str, str], max_results: int) -> list[objects.RemoteSearchResult]:
        """Return what fits a query and the parameters, the best first, and only what the caller may view.

        Parameters: spaceKey (a key, conf_all, conf_global, conf_personal, conf_favorites), type (page, blogpost,
        comment, attachment, spacedesc, personalinformation), modified (TODAY, YESTERDAY, LASTWEEK, LASTMONTH,
        LASTSIXMONTHS, LASTYEAR, LASTTWOYEARS, or a span such as 3h, 1d, 2w), contributor (a username), and of this
        wiki's own: offset, ancestor (the id of a page above), label.

        Raises: RemoteException.
        """

    def search(self, *given: Any, **named: Any) -> list[objects.RemoteSearchResult]:
        """Call one of the forms above."""
        forms = {
            ("query", "max_results"): "list[objects.RemoteSearchResult]",
            ("query", "params", "max_results"): "list[objects.RemoteSearchResult]",
        }
        return self.call_overload("search", given, named, forms)

    def set_content_permissions(
        self, content_id: int, permission_type: str, permissions: list[objects.RemoteContentPermission]
    ) -> bool:
        """Say who may view, or who may edit, a page or blog post, in place of who could before. Needs
        SETPAGEPERMISSIONS.

        permissionType is View or Edit. Each permission has a userName or a groupName; an empty array lifts the
        restriction. A View restriction holds for all pages below, too. A caller whom the new restriction would shut out
        is added to it.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("setContentPermissions", [content_id, permission_type, permissions], "bool")

    def set_enable_anonymous_access(self, value: bool) -> bool:
        """Open the site to people who are not logged in, where spaces let them view, or close it. For
        administrators.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("setEnableAnonymousAccess", [value], "bool")

    def set_enable_wysiwyg(self, value: bool) -> bool:
        """Say whether the rich editor is what people start in. For administrators.

        Raises: RemoteException.
        """
        return self.call("setEnableWysiwyg", [value], "bool")

    def set_space_status(self, space_key: str, status: str) -> bool:
        """Make a space CURRENT or ARCHIVED. An archived one can be read; searches and dashboards leave it out.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("setSpaceStatus", [space_key, status], "bool")

    def set_user_information(self, user_info: objects.RemoteUserInformation) -> bool:
        """Store the content of a user's profile: one's own or, for administrators, anybody's.

        Given are username, content and version, which is the version that was read, so that nobody's change is
        overwritten by mistake. With a version of 0, or none, nothing is compared.

        Raises: InvalidSessionException, NotPermittedException, RemoteException.
        """
        return self.call("setUserInformation", [user_info], "bool")

    def set_user_preference_boolean(self, username: str, key: str, value: bool) -> bool:
        """Keep a preference that is true or false: one's own or, for administrators, anybody's.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("setUserPreferenceBoolean", [username, key, value], "bool")

    def set_user_preference_long(self, username: str, key: str, value: int) -> bool:
        """Keep a preference that is a number: one's own or, for administrators, anybody's.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("setUserPreferenceLong", [username, key, value], "bool")

    def set_user_preference_string(self, username: str, key: str, value: str) -> bool:
        """Keep a preference that is text: one's own or, for administrators, anybody's.

        Raises: InvalidSessionException, RemoteException.
        """
        return self.call("setUserPreferenceString", [username, key, value], "bool")

    def store_blog_entry(self, blog_entry: objects.RemoteBlogEntry) -> objects.RemoteBlogEntry:
        """Publish a blog post (space, title, content), or edit one (its id and version, too).

        publishDate is taken when the post is new. A field that is left out of an edit stays as it is.

        Raises: InvalidSessionException, NotPermittedException, VersionMismatchException, RemoteException.
        """
        return self.call("storeBlogEntry", [blog_entry], "objects.RemoteBlogEntry")

    def store_page(self, page: objects.RemotePage) -> objects.RemotePage:
        """Create or edit a page.

        Without an id a page is created: space, title and content are needed; parentId is optional, the default is the
        top level. With an id it is edited: id, title, content and version, which must be the version that was read. A
        new title renames the page, and the links to it follow; a new parentId moves it. A field that is left out stays
        as it is, and so does the parent when parentId is empty or 0; other fields are ignored. With a wrong version
        nothing is changed. Where nothing differs, no version is made.

        Raises: InvalidSessionException, NotPermittedException, VersionMismatchException, RemoteException.
        """
        return self.call("storePage", [page], "objects.RemotePage")

    def store_page_as(
        self,
        page: objects.RemotePage,
        page_update_options: objects.RemotePageUpdateOptions | None,
        attribution: dict[str, str],
    ) -> objects.RemotePage:
        """Create or edit a page as storePage and updatePage do, with authors and times of one's own.

        attribution may hold creator and modifier (usernames), created and modified (ISO 8601 dates). For system
        administrators whose scripts bring history along.

        Raises: NotPermittedException, VersionMismatchException, RemoteException.
        """
        return self.call("storePageAs", [page, page_update_options, attribution], "objects.RemotePage")

    def store_space(self, space: objects.RemoteSpace) -> objects.RemoteSpace:
        """Change name, description, home page or group of the space of this key; what is not given stays.

        For space administrators.

        Raises: RemoteException.
        """
        return self.call("storeSpace", [space], "objects.RemoteSpace")

    def update_attachment(self, attachment: objects.RemoteAttachment) -> objects.RemoteAttachment:
        """Change comment, title or contentType of the attachment of this id, or of this pageId and fileName.

        No new version is made. The title of an attachment is its name: another title renames it, and links follow.

        Raises: NotPermittedException, RemoteException.
        """
        return self.call("updateAttachment", [attachment], "objects.RemoteAttachment")

    def update_page(
        self, page: objects.RemotePage, page_update_options: objects.RemotePageUpdateOptions | None
    ) -> objects.RemotePage:
        """Edit a page as storePage does, with a version comment; a minor edit sends no notification.

        Raises: InvalidSessionException, NotPermittedException, VersionMismatchException, RemoteException.
        """
        return self.call("updatePage", [page, page_update_options], "objects.RemotePage")

    def watch_page(self, page_id: int) -> bool:
        """Watch a page or blog post: mails tell of its changes. False if it was watched already.

        Raises: RemoteException.
        """
        return self.call("watchPage", [page_id], "bool")

    def watch_page_for_user(self, page_id: int, username: str) -> bool:
        """Have a user watch a page or blog post. False if the user did already. For the space's administrators.

        Refused where the user may not view it.

        Raises: RemoteException.
        """
        return self.call("watchPageForUser", [page_id, username], "bool")

    def watch_space(self, space_key: str) -> bool:
        """Watch all content of a space. False if it was watched already.

        Raises: RemoteException.
        """
        return self.call("watchSpace", [space_key], "bool")

    def watch_space_for_user(self, space_key: str, username: str) -> bool:
        """Have a user watch all content of a space. False if the user did already. For the space's administrators.

        Refused where the user may not view the space.

        Raises: RemoteException.
        """
        return self.call("watchSpaceForUser", [space_key, username], "bool")
