"""The address of a client's record."""

from django.urls import path

from goldthread.web.record.views import record

urlpatterns = [path("clients/<id:client>/", record, name="record")]
