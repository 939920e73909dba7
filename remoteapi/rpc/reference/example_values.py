"""The values that the examples pass: by the parameter's name, by the data object, or by the type."""

from datetime import UTC, datetime
from typing import Any

from remoteapi.rpc.spec import MethodSpec, Parameter
from remoteapi.rpc.types import (
    RemoteAttachment,
    RemoteBlogEntry,
    RemoteComment,
    RemoteContentPermission,
    RemoteLabel,
    RemoteObject,
    RemotePage,
    RemotePageUpdateOptions,
    RemoteSpace,
    RemoteSpaceGroup,
    RemoteUser,
    RemoteUserInformation,
)
from remoteapi.rpc.types.base import fields_of
from remoteapi.rpc.types.wire_type import Kind

USERNAME = "alice"
PASSWORD = "secret"
PAGE_ID = 65538

_BY_NAME: dict[str, Any] = {
    "blogEntryId": 65539,
    "commentId": 65540,
    "historicalPageId": 65541,
    "labelId": 1,
    "targetPageId": 65542,
    "targetParentId": 65542,
    "newContentId": 65542,
    "content": "<p>Hello</p>",
    "wiki": "*Hello*",
    "spaceKey": "DOC",
    "targetSpaceKey": "DOC",
    "spaceGroupKey": "books",
    "pageTitle": "Guide",
    "postTitle": "News",
    "title": "Guide",
    "newTitle": "Guide again",
    "newName": "Alice's space",
    "templateName": "Meeting notes",
    "fileName": "notes.txt",
    "originalFileName": "notes.txt",
    "newFileName": "old notes.txt",
    "mimeType": "image/png",
    "pluginKey": "macro.toc",
    "pluginFileName": "macro.jar",
    "labelName": "red",
    "namespace": "global",
    "owner": "",
    "status": "ARCHIVED",
    "position": "append",
    "contentType": "page",
    "exportType": "TYPE_XML",
    "query": "guide",
    "permission": "VIEWSPACE",
    "permissionType": "View",
    "permissions": ["VIEWSPACE", "COMMENT"],
    "remoteEntityName": "bob",
    "username": "bob",
    "userName": "bob",
    "oldUsername": "bob",
    "newUsername": "robert",
    "userKey": "ff8080815e5c2d7f015e5c2f00010000",
    "groupname": "writers",
    "groupName": "writers",
    "defaultGroupName": "confluence-users",
    "password": "a long password",
    "newPass": "a longer password",
    "oldPass": PASSWORD,
    "key": "favourite.colour",
    "versionComment": "as it was",
    "version": 1,
    "year": 2026,
    "month": 11,
    "dayOfMonth": 23,
    "offset": 0,
    "options": {"labels": "true", "children": "false"},
    "parameters": {"style": "clean"},
    "params": {"spaceKey": "DOC", "type": "page"},
    "variables": {"subject": "Winter"},
    "attribution": {"creator": "bob", "created": "2018-07-16T14:40:15Z"},
    "oldUsernamesToNewUsernames": {"bob": "robert"},
}

_OF_OBJECT: dict[type[RemoteObject], dict[str, Any]] = {
    RemotePage: {"space": "DOC", "title": "New page", "content": "<p>Hello</p>", "parentId": PAGE_ID},
    RemotePageUpdateOptions: {"minorEdit": True, "versionComment": "one word mended"},
    RemoteBlogEntry: {"space": "DOC", "title": "More news", "content": "<p>Hello</p>"},
    RemoteComment: {"pageId": PAGE_ID, "content": "<p>Well said.</p>"},
    RemoteAttachment: {"pageId": PAGE_ID, "fileName": "notes.txt", "contentType": "text/plain"},
    RemoteLabel: {"name": "red", "namespace": "global"},
    RemoteSpace: {"key": "NEW", "name": "A new space", "description": "What it is for"},
    RemoteSpaceGroup: {"key": "books", "name": "Books"},
    RemoteUser: {"name": "bob", "fullname": "Bob Builder", "email": "bob@example.org"},
    RemoteUserInformation: {"username": "bob", "content": "<p>About me</p>", "version": 1},
    RemoteContentPermission: {"type": "View", "userName": "bob"},
}
# What one method takes otherwise than the others of its parameter's name do.
_OF_METHOD: dict[tuple[str, str], Any] = {
    ("addProfilePicture", "fileName"): "bob.gif",
    ("addProfilePicture", "mimeType"): "image/gif",
    ("addProfilePicture", "pictureData"): bytes.fromhex(
        "4749463839610100010080000000000000000021f90401000000002c00000000010001000002024401003b"
    ),
    ("login", "username"): USERNAME,
    ("login", "password"): PASSWORD,
    ("updatePage", "page"): {"id": PAGE_ID, "version": 1, "title": "Guide", "content": "<p>Hello</p>"},
    ("storeSpace", "space"): {"key": "DOC", "name": "Documentation", "description": "How things work"},
    ("editComment", "comment"): {"id": 65540, "content": "<p>Better said.</p>"},
    ("addGlobalPermission", "permission"): "CREATESPACE",
    ("removeGlobalPermission", "permission"): "CREATESPACE",
    ("addGlobalPermissions", "permissions"): ["CREATESPACE", "PERSONALSPACE"],
}
_OF_KIND: dict[Kind, Any] = {
    Kind.STRING: "text",
    Kind.INT: 10,
    Kind.LONG: PAGE_ID,
    Kind.BOOLEAN: True,
    Kind.DATETIME: datetime(2018, 7, 16, 14, 40, 15, tzinfo=UTC),
    Kind.BINARY: b"some notes",
    Kind.ARRAY: [],
    Kind.OBJECT: {},
    Kind.MAP: {},
    Kind.ANY: "text",
}


def example_value(spec: MethodSpec, parameter: Parameter) -> Any:
    """What an example passes for a parameter: str, int, bool, bytes, datetime, list, or dict for objects and maps."""
    wanted = parameter.type
    if (found := _OF_METHOD.get((spec.name, parameter.name))) is not None:
        return found
    if wanted.kind is Kind.OBJECT and wanted.object_class is not None:
        return object_example(wanted.object_class)
    item = wanted.item
    if wanted.kind is Kind.ARRAY and item is not None and item.kind is Kind.OBJECT and item.object_class is not None:
        return [object_example(item.object_class)]
    found = _BY_NAME.get(parameter.name)
    return found if found is not None and _is_of(found, wanted.kind) else _OF_KIND[wanted.kind]


def object_example(cls: type) -> dict[str, Any]:
    """The fields of a data object that an example gives."""
    given = _OF_OBJECT.get(cls)
    if given is None:
        return {}
    known = {one.name for one in fields_of(cls)}
    return {name: value for name, value in given.items() if name in known}


_PYTHON: dict[Kind, tuple[type, ...]] = {
    Kind.STRING: (str,),
    Kind.INT: (int,),
    Kind.LONG: (int,),
    Kind.BOOLEAN: (bool,),
    Kind.ARRAY: (list,),
    Kind.MAP: (dict,),
}


def _is_of(value: Any, kind: Kind) -> bool:
    if isinstance(value, bool) != (kind is Kind.BOOLEAN):
        return False
    return isinstance(value, _PYTHON.get(kind, ()))
