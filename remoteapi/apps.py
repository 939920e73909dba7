"""The app: imports the methods, freezes their table, and ends sessions whose credentials are void."""

from django.apps import AppConfig


class RemoteApiConfig(AppConfig):
    """The remote APIs."""

    name = "remoteapi"
    verbose_name = "Remote API"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fail the start if a remote method is declared wrongly, rather than the first call of it."""
        from accounts.events import credentials_changed
        from remoteapi import personal_tokens, tokens
        from remoteapi.rpc import methods
        from remoteapi.rpc.table import TABLE

        methods.load_all()
        TABLE.freeze()
        for listener in (tokens.forget_tokens_of, personal_tokens.end_tokens_of_the_inactive):
            if listener not in credentials_changed:
                credentials_changed.append(listener)
