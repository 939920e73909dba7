"""Start of the wiki app: connects what lower apps leave open for it."""

from django.apps import AppConfig


class WikiConfig(AppConfig):
    """The wiki app."""

    name = "wiki"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect event handlers and the rule that a user named by content can't be removed."""
        from accounts.services.information_rules import read_information_with
        from accounts.services.users import refuse_removal_when
        from wiki import subscribers
        from wiki.queries.people import content_of_user
        from wiki.rendering.information import problem_of, render_information

        subscribers.connect()
        refuse_removal_when(content_of_user)
        read_information_with(check=problem_of, render=render_information)
