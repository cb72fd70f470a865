"""Addresses of signing in. Of allauth's own only those that are wanted: nobody signs up here, or is sent an e-mail."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from goldthread.web.signing_in import elsewhere, locking, own, places, second_step, views

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/shown/", views.sign_in_shown, name="sign-in-shown"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/second-step/", second_step.needed, name="second-step-needed"),
    path("sign-in/second/", include("allauth.mfa.urls")),
    path("sign-in/elsewhere/", elsewhere.leave, name="identity-leave"),
    path("sign-in/elsewhere/unlink/", elsewhere.unlink, name="identity-unlink"),
    path("sign-in/elsewhere/<slug:provider_id>/back/", elsewhere.come_back, name="openid_connect_callback"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("locked/", locking.locked, name="locked"),
    path("locked/now/", locking.lock_now, name="lock"),
    path("locked/leave/", locking.leave, name="leave-locked"),
    path("still-here/", locking.still_here, name="still-here"),
    path("account/", own.account, name="own-account"),
    path("account/password/", own.password, name="own-password"),
    path("account/elsewhere/", places.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("centre/sign-ins/", own.sign_ins, name="sign-ins"),
    path("role/", views.choose_role, name="choose-role"),
    path("language/", login_not_required(set_language), name="set_language"),
]
