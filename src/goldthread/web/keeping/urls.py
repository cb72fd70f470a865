"""The addresses of what becomes of a folder as a whole."""

from django.urls import path

from goldthread.web.keeping import accounts, copies, ending, glasses, joining

_CLIENT = "clients/<id:client>/"

urlpatterns = [
    path(f"{_CLIENT}folder/", joining.folder, name="client-folder"),
    path(f"{_CLIENT}join/", joining.join, name="client-join"),
    path(f"{_CLIENT}apart/<id:other>/", joining.apart, name="client-apart"),
    path(f"{_CLIENT}copy/", copies.copy, name="client-copy"),
    path(f"{_CLIENT}erase/", ending.erase, name="client-erase"),
    path(f"{_CLIENT}accounts/", accounts.accounts, name="client-accounts"),
    path("centre/erased/", ending.erased, name="client-erased"),
    path("centre/glasses/", glasses.glasses, name="glasses"),
    path("my/copy/", copies.own, name="my-copy"),
]
