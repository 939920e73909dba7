"""Start of the wiki app: connects what lower apps leave open for it."""

from django.apps import AppConfig


class WikiConfig(AppConfig):
    """The wiki app."""

    name = "wiki"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect event handlers, and what lower apps ask: who can't be removed, what is read only, who may sign up, in
        which language somebody is told something."""
        from accounts.languages import language_of, site_speaks
        from accounts.services.information_rules import read_information_with
        from accounts.services.joining import sign_up_is_ruled_by
        from accounts.services.users import refuse_removal_when
        from accounts.writing import refuse_changes_when
        from jobs.languages import jobs_speak
        from wiki import indexing, subscribers
        from wiki.queries.people import content_of_user
        from wiki.queries.sign_up import sign_up_rule
        from wiki.rendering.information import problem_of, render_information
        from wiki.site_settings.everywhere import is_read_only, site_look

        subscribers.connect()
        indexing.register()
        refuse_removal_when(content_of_user)
        refuse_changes_when(is_read_only)
        site_speaks(lambda: site_look().language)
        jobs_speak(lambda job: language_of(job.owner))
        sign_up_is_ruled_by(sign_up_rule)
        read_information_with(check=problem_of, render=render_information)
