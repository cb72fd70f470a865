"""The address of the review meeting."""

from django.urls import path

from goldthread.web.meeting import views

urlpatterns = [path("clients/<id:client>/plans/<id:plan>/meeting/", views.meeting, name="plan-meeting")]
