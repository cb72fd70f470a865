"""The room as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Accounts at the screen and their sessions."""

    name = "goldthread.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
