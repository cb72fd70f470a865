"""The room as Django knows it."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The store; its tables begin with `store_`."""

    name = "goldthread.store"
    label = "store"
    verbose_name = "Goldthread store"
