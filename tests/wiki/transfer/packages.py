"""Small exports written by hand, one for each era of the format."""

import io
import zipfile
from html import escape
from typing import Any

PACKAGES = {
    "Space": "com.atlassian.confluence.spaces",
    "SpaceDescription": "com.atlassian.confluence.spaces",
    "ConfluenceUserImpl": "com.atlassian.confluence.user",
    "BodyContent": "com.atlassian.confluence.core",
}


class Ref:
    """A reference to another object."""

    def __init__(self, class_name: str, number: object) -> None:
        self.class_name, self.number = class_name, number

    def __str__(self) -> str:
        name = "key" if self.class_name == "ConfluenceUserImpl" else "id"
        package = PACKAGES.get(self.class_name, "com.atlassian.confluence.pages")
        return f'class="{self.class_name}" package="{package}"><id name="{name}">{self.number}</id>\n'


def cdata(text: str) -> str:
    """Write a text as the server does."""
    return f"<![CDATA[{text.replace(']]', ']] ')}]]>"


def thing(class_name: str, number: object, *, plain: bool = False, **values: Any) -> str:
    """Write one object; lists become collections, `plain` writes strings without CDATA, as exports of 8.x do."""
    name = "key" if class_name == "ConfluenceUserImpl" else "id"
    package = PACKAGES.get(class_name, "com.atlassian.confluence.pages")
    parts = [f'<object class="{class_name}" package="{package}"><id name="{name}">{number}</id>']
    for key, value in values.items():
        if value is None:
            parts.append(f'<property name="{key}"/>')
        elif isinstance(value, Ref):
            parts.append(f'<property name="{key}" {value}</property>')
        elif isinstance(value, list):
            items = "".join(f"<element {one}</element>" for one in value)
            parts.append(f'<collection name="{key}" class="java.util.Collection">{items}</collection>')
        elif isinstance(value, str) and not (plain and key != "body"):
            parts.append(f'<property name="{key}">{cdata(value)}</property>')
        else:
            parts.append(f'<property name="{key}">{escape(str(value), quote=False)}</property>')
    return "".join((*parts, "</object>\n"))


def body(number: int, of: Ref, text: str, body_type: int | None = 2) -> str:
    """Write the body of an object."""
    kind: dict[str, Any] = {} if body_type is None else {"bodyType": body_type}
    return thing("BodyContent", number, body=text, content=of, **kind)


def page(number: int, title: str, text: str = "<p>text</p>", **values: Any) -> str:
    """Write a current page of the space 1 with its body."""
    given = {"title": title, "space": Ref("Space", 1), "version": 1, "contentStatus": "current", **values}
    return thing("Page", number, **given) + body(number + 500_000, Ref("Page", number), text)


def space(key: str = "OLD", **values: Any) -> str:
    """Write the space 1."""
    return thing("Space", 1, name="Old things", key=key, **values)


def entities(*objects: str) -> bytes:
    """Write entities.xml."""
    inside = "".join(objects)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<hibernate-generic datetime="2012-01-01 00:00:00">\n'
        f"{inside}</hibernate-generic>"
    ).encode()


def zipped(members: dict[str, bytes], **how: Any) -> bytes:
    """Write a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data, **how)
    return out.getvalue()


def package(*objects: str, key: str = "OLD", descriptor: str = "", files: dict[str, bytes] | None = None) -> bytes:
    """Write a whole export."""
    text = descriptor or f"#Mon Jan 02 03:04:05 UTC 2012\nexportType=space\nspaceKey={key}\ntimezoneId=UTC\n"
    return zipped({"entities.xml": entities(*objects), "exportDescriptor.properties": text.encode(), **(files or {})})


def with_3_x() -> bytes:
    """An export of 3.0: names for people, wiki markup without a type, no space key in the descriptor."""
    return package(
        space(creatorName="anna", description=Ref("SpaceDescription", 2), homePage=Ref("Page", 10)),
        thing("SpaceDescription", 2, space=Ref("Space", 1), version=1),
        body(3, Ref("SpaceDescription", 2), "About *it*", None),
        thing(
            "Page",
            10,
            title="Home",
            space=Ref("Space", 1),
            version=2,
            creatorName="anna",
            lastModifierName="bert",
            creationDate="2008-03-04 05:06:07.000",
            lastModificationDate="2009-03-04 05:06:07.123",
            historicalVersions=[Ref("Page", 11)],
        ),
        body(4, Ref("Page", 10), "h1. Hello\n\nSee [Child] and *this*.", None),
        thing(
            "Page",
            11,
            title="Old home",
            version=1,
            originalVersion=Ref("Page", 10),
            creatorName="anna",
            lastModifierName="anna",
            creationDate="2008-03-04 05:06:07.000",
            lastModificationDate="2008-03-04 05:06:07.000",
        ),
        body(5, Ref("Page", 11), "was _so_", None),
        thing("Page", 12, title="Child", space=Ref("Space", 1), version=1, parent=Ref("Page", 10), position=3),
        body(6, Ref("Page", 12), "{info}mind{info}", None),
        thing("Comment", 13, owner=Ref("Page", 10), creatorName="bert", version=1),
        body(7, Ref("Comment", 13), "first", None),
        thing("Comment", 14, owner=Ref("Page", 10), parent=Ref("Comment", 13), version=1),
        body(8, Ref("Comment", 14), "answer", None),
        thing(
            "Attachment",
            15,
            fileName="a.txt",
            contentType="text/plain",
            content=Ref("Page", 10),
            fileSize=99,
            attachmentVersion=2,
            comment="newer",
            creatorName="anna",
        ),
        thing(
            "Attachment",
            16,
            fileName="a.txt",
            contentType="text/plain",
            content=Ref("Page", 10),
            fileSize=99,
            attachmentVersion=1,
            originalVersion=Ref("Attachment", 15),
            creatorName="anna",
        ),
        thing("Label", 17, name="red", namespace="global"),
        thing("Label", 18, name="favourite", namespace="my", owner="bert"),
        thing("Labelling", 19, label=Ref("Label", 17), content=Ref("Page", 10), user="anna"),
        thing("Labelling", 20, label=Ref("Label", 18), content=Ref("Page", 12), user="bert"),
        thing("ContentPermissionSet", 21, type="View", owningContent=Ref("Page", 10)),
        thing("ContentPermission", 22, type="View", userName="bert", owningSet=Ref("ContentPermissionSet", 21)),
        thing("SpacePermission", 23, type="VIEWSPACE", group="confluence-users", space=Ref("Space", 1)),
        thing("SpacePermission", 24, type="EDITSPACE", userName="bert", space=Ref("Space", 1)),
        thing("SpacePermission", 25, type="VIEWSPACE", space=Ref("Space", 1)),
        thing("Notification", 26, page=Ref("Page", 12), userName="bert"),
        thing("ReferralLink", 27, url="http://spam.example"),
        thing("Mystery", 28, name="what"),
        descriptor="#x\nexportType=space\nbuildNumber=1634\n",
        files={"attachments/10/15/1": b"one", "attachments/10/15/2": b"second"},
    )


def with_5_9() -> bytes:
    """An export of 5.9: keys for people, storage format, titles in CDATA, attachments with properties."""
    user = Ref("ConfluenceUserImpl", "0123456789abcdef0123456789abcdef")
    return package(
        space(creator=user, homePage=Ref("Page", 10)),
        thing("ConfluenceUserImpl", user.number, name="Carla", lowerName="carla", email="carla@example.org"),
        page(10, "see [[x]]y", "<p>q[x]]&nbsp;<br/></p>", creator=user, lastModifier=user, bodyContents=[]),
        thing(
            "BlogPost",
            11,
            title="News",
            space=Ref("Space", 1),
            version=1,
            creator=user,
            creationDate="2015-06-07 10:00:00.000",
            contentStatus="current",
        ),
        body(20, Ref("BlogPost", 11), "<p>news</p>"),
        thing("Comment", 12, containerContent=Ref("BlogPost", 11), version=1, creator=user),
        body(21, Ref("Comment", 12), "<p>yes</p>"),
        thing(
            "Attachment",
            13,
            title="b.bin",
            version=1,
            containerContent=Ref("Page", 10),
            space=Ref("Space", 1),
            contentProperties=[Ref("ContentProperty", 14)],
            creator=user,
        ),
        thing("ContentProperty", 14, name="MEDIA_TYPE", stringValue="image/png"),
        thing("PageTemplate", 15, name="Minutes", content="<p>who</p>", space=Ref("Space", 1), bodyType=2, version=3),
        thing("SpacePermission", 16, type="VIEWSPACE", allUsersSubject="anonymous-users", space=Ref("Space", 1)),
        thing("SpacePermission", 17, type="SETSPACEPERMISSIONS", userSubject=user, space=Ref("Space", 1)),
        thing("ContentPermissionSet", 18, type="Edit", owningContent=Ref("Page", 10)),
        thing("ContentPermission", 19, type="Edit", groupName="Writers", owningSet=Ref("ContentPermissionSet", 18)),
        files={"attachments/10/13/1": b"\x89PNG"},
    )


def with_8_x() -> bytes:
    """An export of 8.x: no collections, strings without CDATA, drafts that look like versions."""
    return package(
        thing("Space", 1, plain=True, name="New & shiny", key="OLD", spaceStatus="ARCHIVED"),
        thing("Page", 10, plain=True, title="A ]] b", space=Ref("Space", 1), version=3, contentStatus="current"),
        body(20, Ref("Page", 10), "<p>now</p>"),
        thing("Page", 11, plain=True, title="A", version=2, contentStatus="current", originalVersion=Ref("Page", 10)),
        body(21, Ref("Page", 11), "<p>before</p>"),
        thing(
            "Page",
            12,
            plain=True,
            title="A draft",
            version=3,
            contentStatus="draft",
            space=Ref("Space", 1),
            originalVersion=Ref("Page", 10),
        ),
        body(22, Ref("Page", 12), "<p>draft</p>"),
        thing("Page", 13, plain=True, title="Gone", space=Ref("Space", 1), version=1, contentStatus="deleted"),
        body(23, Ref("Page", 13), "<p>gone</p>"),
    )


def with_cloud() -> bytes:
    """An export of the cloud: folders, a zone for the dates, statuses that only it has."""
    return package(
        space(spaceType="collaboration"),
        thing("Page", 10, title="A folder", space=Ref("Space", 1), isFolder="true", version=1),
        page(11, "Inside", parent=Ref("Page", 10), creationDate="2020-01-01 12:00:00.000", position=416470385),
        page(12, "Archived", contentStatus="archived"),
        page(13, "Below that", contentStatus="archived", parent=Ref("Page", 12)),
        page(14, "Archived alone", contentStatus="archived"),
        page(15, "Not archived", parent=Ref("Page", 14)),
        descriptor="exportType=space\nspaceKey=OLD\nsource=cloud\ntimezoneId=Europe/Madrid\n",
    )


def with_a_whole_site() -> bytes:
    """An export of a site: two spaces, and something of everything that an import writes."""
    anna, bert = Ref("ConfluenceUserImpl", "a" * 32), Ref("ConfluenceUserImpl", "b" * 32)
    tasks = (
        "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>"
        "<ac:task-body>do it</ac:task-body></ac:task></ac:task-list>"
        '<ac:link><ri:page ri:content-title="P 2"/></ac:link>'
    )
    objects = [
        space(creator=anna, homePage=Ref("Page", 100)),
        thing("Space", 2, name="Second", key="SEC", spaceStatus="ARCHIVED"),
        thing("ConfluenceUserImpl", anna.number, name="Anna"),
        thing("ConfluenceUserImpl", bert.number, name="bert"),
        thing("InternalUser", 70, name="Anna", displayName="Anna Doe", active="true"),
        thing("InternalUser", 71, name="bert", active="false"),
        thing("InternalGroup", 60, name="writers"),
        thing("HibernateMembership", 80, userMember=Ref("InternalUser", 70), parentGroup=Ref("InternalGroup", 60)),
        thing("Label", 3, name="red", namespace="global"),
        thing("PageTemplate", 4, name="Minutes", content="<p>who</p>", space=Ref("Space", 1), bodyType=2),
        thing("PageTemplate", 5, name="For all", content="<p>all</p>", bodyType=2),
        thing("SpacePermission", 90, type="VIEWSPACE", group="writers", space=Ref("Space", 1)),
        thing("SpacePermission", 91, type="CREATESPACE", group="writers"),
        thing("Notification", 92, space=Ref("Space", 1), receiver=anna),
        page(50, "Elsewhere", space=Ref("Space", 2)),
    ]
    for step in range(8):
        this, below = 100 + step, {"parent": Ref("Page", 100 + (step - 1) // 2)} if step else {}
        objects += [
            page(this, f"P {step}", tasks, creator=anna, lastModifier=bert, version=2, **below),
            thing("Page", 200 + step, title=f"P {step}", version=1, originalVersion=Ref("Page", this), creator=bert),
            thing("Labelling", 300 + step, label=Ref("Label", 3), content=Ref("Page", this), owningUser=anna),
            thing("Comment", 400 + step, containerContent=Ref("Page", this), version=1, creator=bert),
            thing("Attachment", 500 + step, title="x.txt", containerContent=Ref("Page", this), version=1),
            thing("ContentPermissionSet", 600 + step, type="View", owningContent=Ref("Page", this)),
            thing("ContentPermission", 700 + step, userSubject=anna, owningSet=Ref("ContentPermissionSet", 600 + step)),
        ]
    files = {f"attachments/{100 + step}/{500 + step}/1": b"file" for step in range(8)}
    return package(*objects, descriptor="exportType=all\n", files=files)
