"""The address where the day starts."""

from django.urls import path

from goldthread.web.today.views import today

urlpatterns = [path("", today, name="today")]
