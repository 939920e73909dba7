"""The pages about people: profiles, pictures, one's own password."""

import hashlib

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts.actor import Actor
from accounts.destinations import redirect_to_login
from accounts.errors import AccountError, BadPicture, BadValue, NoSuchUser, NotPermitted, TooManyFailures
from accounts.forms import PasswordForm, ProfileForm
from accounts.middleware import actor_of
from accounts.models import User
from accounts.pictures import MAX_BYTES, initials_svg, nobody_svg, picture_of
from accounts.queries import groups_of, information_of, person_for, person_for_key
from accounts.services.information_rules import information_html
from accounts.services.languages import choose_language
from accounts.services.passwords import change_my_password
from accounts.services.profiles import (
    PLAIN_FIELDS,
    add_profile_picture,
    remove_profile_picture,
    set_user_information,
)
from accounts.services.users import edit_user


@require_safe
@never_cache
def view_user_profile(request: HttpRequest) -> HttpResponse:
    """Show the profile of the person that `username` names."""
    actor = actor_of(request)
    try:
        person = person_for(actor, request.GET.get("username", ""))
    except NotPermitted as error:
        if actor.is_anonymous:
            return redirect_to_login(request)
        raise PermissionDenied(str(error)) from None
    except NoSuchUser as error:
        raise Http404(str(error)) from None
    return _profile_page(request, actor, person)


@require_safe
@never_cache
def view_my_profile(request: HttpRequest) -> HttpResponse:
    """Show one's own profile."""
    actor = actor_of(request)
    if actor.user is None:
        return redirect_to_login(request)
    return _profile_page(request, actor, actor.user)


def _profile_page(request: HttpRequest, actor: Actor, person: User) -> HttpResponse:
    information = information_of(person)
    facts = [
        (name, getattr(information, name)) for name in PLAIN_FIELDS if name != "website" and getattr(information, name)
    ]
    context = {
        "person": person,
        "information": information,
        "facts": facts,
        "about": information_html(actor, person, information.storage),
        "groups": list(groups_of(person)) if actor.user_id == person.pk else [],
        "is_own": actor.user_id == person.pk,
    }
    return render(request, "accounts/profile.html", context)


@method_decorator(never_cache, name="dispatch")
class EditMyProfileView(View):
    """One's own profile, as a form."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        actor = actor_of(request)
        if actor.user is None:
            return redirect_to_login(request)
        information = information_of(actor.user)
        initial = {name: getattr(information, name) for name in (*PLAIN_FIELDS, "storage", "version")}
        form = ProfileForm(
            initial={
                **initial,
                "full_name": actor.user.full_name,
                "email": actor.user.email,
                "language": actor.user.language,
            }
        )
        return self._shown(request, form, actor.user)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what was sent, all of it or nothing."""
        actor = actor_of(request)
        if actor.user is None:
            return redirect_to_login(request)
        form = ProfileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                _keep_profile(actor, actor.user, form)
            except BadValue as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            except AccountError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, gettext("Your profile was changed."))
                return redirect("view-my-profile")
        return self._shown(request, form, actor.user)

    def _shown(self, request: HttpRequest, form: ProfileForm, person: User) -> HttpResponse:
        if not information_of(person).picture_key:
            del form.fields["remove_picture"]
        return render(request, "accounts/edit_profile.html", {"form": form, "person": person})


@transaction.atomic
def _keep_profile(actor: Actor, person: User, form: ProfileForm) -> None:
    given = form.cleaned_data
    edit_user(actor, username=person.username, full_name=given["full_name"], email=given["email"])
    set_user_information(
        actor,
        username=person.username,
        storage=given["storage"],
        version=given["version"],
        fields={name: given[name] for name in PLAIN_FIELDS},
    )
    choose_language(actor, username=person.username, language=given["language"])
    picture: UploadedFile[bytes] | None = given["picture"]
    if given["remove_picture"]:
        remove_profile_picture(actor, username=person.username)
    elif picture is not None:
        if (picture.size or 0) > MAX_BYTES:
            raise BadPicture(
                gettext("A profile picture can't be larger than {max_bytes} MB.").format(
                    max_bytes=MAX_BYTES // 1024 // 1024
                )
            )
        add_profile_picture(
            actor,
            username=person.username,
            file_name=picture.name or "",
            media_type=picture.content_type or "",
            data=picture.read(),
        )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class ChangeMyPasswordView(View):
    """One's own password."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        if actor_of(request).user is None:
            return redirect_to_login(request)
        return render(request, "accounts/change_password.html", {"form": PasswordForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Change the password; this session goes on, all others end."""
        actor = actor_of(request)
        if actor.user is None:
            return redirect_to_login(request)
        form = PasswordForm(request.POST)
        if form.is_valid():
            try:
                user = change_my_password(
                    actor, old=form.cleaned_data["old_password"], new=form.cleaned_data["password"]
                )
            except BadValue as error:
                form.add_error(error.field if error.field in form.fields else None, str(error))
            except TooManyFailures as error:
                form.add_error(
                    "old_password",
                    gettext("Too many wrong passwords. Please try again in {seconds} seconds.").format(
                        seconds=error.seconds
                    ),
                )
            else:
                update_session_auth_hash(request, user)
                messages.success(request, gettext("Your password was changed. You are logged out everywhere else."))
                return redirect("view-my-profile")
        return render(request, "accounts/change_password.html", {"form": form})


@require_safe
def user_picture(request: HttpRequest) -> HttpResponse:
    """Serve the picture of the person that `key` or `username` names; to who may view no profiles, nobody's."""
    actor = actor_of(request)
    try:
        if key := request.GET.get("key", ""):
            person = person_for_key(actor, key)
        else:
            person = person_for(actor, request.GET.get("username", ""))
    except (NotPermitted, NoSuchUser):
        return _image(request, nobody_svg(), "image/svg+xml")
    png = picture_of(person)
    if png is not None:
        return _image(request, png, "image/png")
    return _image(request, initials_svg(person), "image/svg+xml")


def _image(request: HttpRequest, data: bytes, media_type: str) -> HttpResponse:
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    response: HttpResponse
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(data, content_type=media_type)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=300"
    return response
