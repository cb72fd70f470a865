"""The addresses of a client's way through the centre."""

from django.urls import path

from goldthread.web.care import coming, glass, sharing, stay, team

_CLIENT = "clients/<id:client>/"

urlpatterns = [
    path("enquiries/new/", coming.enquiry, name="enquiry"),
    path(f"{_CLIENT}admission/", coming.admission, name="admission"),
    path(f"{_CLIENT}team/", team.team, name="care-team"),
    path(f"{_CLIENT}stay/", stay.stay, name="stay"),
    path(f"{_CLIENT}glass/", glass.break_glass, name="break-glass"),
    path(f"{_CLIENT}trace/", glass.trace, name="client-trace"),
    path("my/sharing/", sharing.sharing, name="my-sharing"),
]
