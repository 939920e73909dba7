"""What people say about themselves, and their picture, is changed."""

import secrets
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts import events
from accounts.actor import Actor
from accounts.errors import BadPicture, BadValue, InformationConflict
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User, UserInformation, can_be_stored, fold_name
from accounts.pictures import small_png
from accounts.queries import user_by_name
from accounts.services.frame import is_self, require_administer_user, service
from accounts.services.information_rules import problem_of_information

PLAIN_FIELDS = ("position", "department", "location", "phone", "website")
FIELD_LENGTH = 255
TEXT_LENGTH = 1_000_000


@service
def set_user_information(
    actor: Actor,
    *,
    username: str,
    storage: str | None = None,
    version: int | None = None,
    fields: dict[str, str] | None = None,
) -> UserInformation:
    """Change a profile: one's own or, for administrators, anybody's.

    Args:
        actor: the person, or an administrator.
        username: whose.
        storage: the text in storage format, kept as it is given; None to leave it.
        version: the version that the edit started from; None not to compare.
        fields: new values of position, department, location, phone, website; what is not named stays.

    Raises:
        NotPermitted: the actor is neither.
        NoSuchUser: there is no such person.
        InformationConflict: the profile has another version by now.
        BadValue: the text or a field can't be taken.
    """
    user = _whose(actor, username)
    found = UserInformation.objects.select_for_update().filter(user=user).first()
    information = found or UserInformation(user=user, version=0, creator_id=actor.user_id)
    if version is not None and version != information.version:
        raise InformationConflict(version, information.version)
    if storage is not None:
        information.storage = _checked_text(storage)
    for name, value in (fields or {}).items():
        setattr(information, name, _checked_field(name, value))
    information.version += 1
    information.modifier_id, information.modified = actor.user_id, timezone.now()
    information.save()
    events.publish_people_changed(actor, "set_user_information", user.username)
    return information


def _checked_text(storage: str) -> str:
    if len(storage) > TEXT_LENGTH:
        raise BadValue(
            "storage",
            gettext("A profile text can't be longer than {text_length} characters.").format(text_length=TEXT_LENGTH),
        )
    if not can_be_stored(storage):
        raise BadValue("storage", gettext("A profile text can't hold NUL characters or lone surrogates."))
    if problem := problem_of_information(storage):
        raise BadValue("storage", problem)
    return storage


def _checked_field(name: str, value: str) -> str:
    if name not in PLAIN_FIELDS:
        raise BadValue(
            name,
            gettext("A profile has no field '{name}'. The fields are: {names}.").format(
                name=name, names=", ".join(PLAIN_FIELDS)
            ),
        )
    value = value.strip()
    if len(value) > FIELD_LENGTH or not can_be_stored(value):
        raise BadValue(
            name,
            gettext("The field {name} holds at most {field_length} characters.").format(
                name=name, field_length=FIELD_LENGTH
            ),
        )
    if name == "website" and value:
        try:
            URLValidator(schemes=("http", "https"))(value)
        except ValidationError:
            raise BadValue(
                name, gettext("'{value}' is no web address; one starts with http:// or https://.").format(value=value)
            ) from None
    return value


@service
def add_profile_picture(actor: Actor, *, username: str, file_name: str, media_type: str, data: bytes) -> None:
    """Give somebody a picture in place of the one they have: oneself or, for administrators, anybody.

    The upload's own name and type decide nothing: what it is shows when it is decoded, and only its pixels are kept.

    Args:
        actor: the person, or an administrator.
        username: whose picture it is.
        file_name: name of the upload, for the message of a refusal.
        media_type: its type, which must be that of an image.
        data: the upload.

    Raises:
        NotPermitted: the actor is neither.
        NoSuchUser: there is no such person.
        BadPicture: it is too large, or no raster image that decodes.
    """
    user = _whose(actor, username)
    if media_type and not media_type.lower().startswith("image/"):
        raise BadPicture(
            gettext("'{file_name}' is no image: its type is {media_type}.").format(
                file_name=file_name, media_type=media_type
            )
        )
    png = small_png(data)
    information, _ = UserInformation.objects.select_for_update().get_or_create(
        user=user, defaults={"version": 0, "creator_id": actor.user_id}
    )
    store, former = storages["profile-pictures"], information.picture_key
    information.picture_key = store.save(f"{user.key}-{secrets.token_hex(8)}.png", ContentFile(png))
    information.save(update_fields=["picture_key"])
    if former:
        transaction.on_commit(partial(store.delete, former), robust=True)
    events.publish_people_changed(actor, "add_profile_picture", user.username)


@service
def remove_profile_picture(actor: Actor, *, username: str) -> None:
    """Take somebody's picture away: one's own or, for administrators, anybody's.

    Raises:
        NotPermitted: the actor is neither.
        NoSuchUser: there is no such person.
    """
    user = _whose(actor, username)
    information = UserInformation.objects.select_for_update().filter(user=user).exclude(picture_key="").first()
    if information is None:
        return
    former, information.picture_key = information.picture_key, ""
    information.save(update_fields=["picture_key"])
    transaction.on_commit(partial(storages["profile-pictures"].delete, former), robust=True)
    events.publish_people_changed(actor, "remove_profile_picture", user.username)


def _whose(actor: Actor, username: str) -> User:
    if actor.user is None or not actor.is_active or actor.username != fold_name(username):
        require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = user_by_name(username)
    if not is_self(actor, user):
        require_administer_user(actor, user)
    return user
