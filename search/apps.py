"""The app of the search index."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search; what is indexed is told by loaders that the apps above register."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"
