"""Makes `config` an installed app, so that it can own the `serve` command and tell tasks which Celery app is theirs."""

from django.apps import AppConfig


class ConfigAppConfig(AppConfig):
    """The app that puts the others together; it has no models."""

    name = "config"

    def ready(self) -> None:
        """Make the project's Celery app the one that every `shared_task` of this process belongs to."""
        from config import celery  # noqa: F401
