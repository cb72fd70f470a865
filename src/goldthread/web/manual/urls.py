"""The addresses of the manual that the running centre serves."""

from django.urls import path

from goldthread.web.manual.views import components

urlpatterns = [path("manual/components/", components, name="components")]
