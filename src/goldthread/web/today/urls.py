"""The address where the day starts, and those that its list alone leads to."""

from django.urls import path

from goldthread.web.today.arriving import arrival
from goldthread.web.today.views import today

urlpatterns = [
    path("", today, name="today"),
    path("clients/<id:client>/plans/<id:plan>/arrivals/<id:item>/", arrival, name="plan-arrival"),
]
