"""The room as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Accounts at the screen and their sessions."""

    name = "goldthread.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """From here on, who signs in is noted."""
        from goldthread.web.signing_in import noting  # noqa: F401, PLC0415 - its models are there by now
