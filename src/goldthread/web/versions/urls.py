"""The address of the versions."""

from django.urls import path

from goldthread.web.versions import views

urlpatterns = [path("clients/<id:client>/plans/<id:plan>/versions/", views.versions, name="plan-versions")]
