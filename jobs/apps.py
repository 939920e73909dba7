"""The app of long work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Jobs; what they do is registered by the apps that have work."""

    name = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
