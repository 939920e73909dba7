"""Start of the accounts app."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy


class AccountsConfig(AppConfig):
    """The accounts app."""

    name = "accounts"
    verbose_name = gettext_lazy("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have wanted links mailed, and the anonymous row made anew when the tables were flushed."""
        from accounts import events, tasks

        events.password_link_wanted.append(tasks.deliver_password_link.delay)
        events.invitation_wanted.append(tasks.deliver_invitation.delay)
        post_migrate.connect(_restore_anonymous_user, sender=self, dispatch_uid="accounts.restore_anonymous_user")


def _restore_anonymous_user(using: str, **kwargs: object) -> None:
    # Migrations make the row; a flush empties the table and runs none, and guardian would then make one of its own id.
    from accounts.models import ANONYMOUS_USER_ID, User, make_anonymous_user

    if User._meta.db_table not in connections[using].introspection.table_names():
        return
    if not User.objects.using(using).filter(pk=ANONYMOUS_USER_ID).exists():
        make_anonymous_user(User).save(using=using, force_insert=True)
