"""The addresses of the workspace."""

from django.urls import path

from goldthread.web.plan import agreeing, editing, news, picking, reading, settling, signing, taken_down

_PLAN = "clients/<id:client>/plans/<id:plan>/"

urlpatterns = [
    path("clients/<id:client>/plans/", picking.start, name="plan-start"),
    path(_PLAN, reading.workspace, name="plan"),
    path(f"{_PLAN}news/", news.news, name="plan-news"),
    path(f"{_PLAN}own/", reading.own, name="plan-own"),
    path(f"{_PLAN}checks/<id:check>/", reading.explain, name="plan-explain"),
    path(f"{_PLAN}items/<id:item>/", editing.edit, name="plan-edit"),
    path(f"{_PLAN}needs/<id:need>/", picking.options, name="plan-options"),
    path(f"{_PLAN}waivers/", settling.waive, name="plan-waive"),
    path(f"{_PLAN}proposals/<id:proposal>/", settling.settle, name="plan-settle"),
    path(f"{_PLAN}disagreements/<id:disagreement>/", settling.answer, name="plan-answer"),
    path(f"{_PLAN}agreement/", agreeing.agreement, name="plan-agreement"),
    path(f"{_PLAN}agreement/ask/", agreeing.ask_for, name="plan-ask"),
    path(f"{_PLAN}agreement/start/", agreeing.start, name="plan-activate"),
    path(f"{_PLAN}agreement/back/", agreeing.take_back, name="plan-take-back"),
    path(f"{_PLAN}agreement/sign/", signing.sign, name="plan-sign"),
    path(f"{_PLAN}agreement/no/", signing.no, name="plan-no"),
    path(f"{_PLAN}agreement/signers/<id:signer>/", taken_down.signer, name="plan-signer"),
]
