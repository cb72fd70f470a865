"""The door needs Django's settings, though no database."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.wiring.settings")
django.setup()
