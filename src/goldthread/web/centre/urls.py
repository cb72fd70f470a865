"""The addresses of a centre's own pages."""

from django.urls import path

from goldthread.web.centre import catalogue, people, settings

urlpatterns = [
    path("centre/", settings.settings, name="centre"),
    path("centre/logo/", settings.logo, name="centre-logo"),
    path("centre/staff/", people.staff, name="staff"),
    path("centre/staff/<id:member>/", people.account, name="staff-account"),
    path("centre/catalogue/", catalogue.catalogue, name="catalogue"),
]
