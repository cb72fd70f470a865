"""The addresses of all pages: one line for each feature. No address holds a word about a person."""

from django.urls import include, path, register_converter

from goldthread.web.identifiers import IdInPath

register_converter(IdInPath, "id")

# A feature is a folder here with views.py and urls.py, and its templates in templates/web/<feature>.
FEATURES = (
    "signing_in", "today", "record", "manual", "client", "plan", "versions", "meeting", "papers", "links", "centre",
    "care", "keeping",
)  # fmt: skip

urlpatterns = [path("", include(f"goldthread.web.{feature}.urls")) for feature in FEATURES]
