"""The addresses of a client's record."""

from django.urls import path

from goldthread.web.record import entering, filling, views

_CLIENT = "clients/<id:client>/"

urlpatterns = [
    path(_CLIENT, views.record, name="record"),
    path(f"{_CLIENT}add/<slug:name>/", entering.add, name="record-add"),
    path(f"{_CLIENT}facts/<id:fact>/", entering.correct, name="record-correct"),
    path(f"{_CLIENT}forms/", filling.give, name="record-give"),
    path(f"{_CLIENT}forms/<id:form>/", filling.fill, name="record-form"),
]
