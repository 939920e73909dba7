"""Adds the row that stands for everybody who is not logged in."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ANONYMOUS_USER_ID = -1


def add_anonymous_user(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the row, unless guardian was quicker."""
    user_model = apps.get_model("accounts", "User")
    user_model.objects.using(schema_editor.connection.alias).get_or_create(
        id=ANONYMOUS_USER_ID,
        defaults={
            "username": settings.ANONYMOUS_USER_NAME,
            "full_name": "Anonymous",
            "is_active": False,
            "password": make_password(None),
        },
    )


class Migration(migrations.Migration):
    """The anonymous row."""

    dependencies = (("accounts", "0001_people"),)

    operations = (migrations.RunPython(add_anonymous_user, migrations.RunPython.noop),)
