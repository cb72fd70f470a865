"""The addresses of the client's pages. None of them names the client: each is one's own. A supporter's names whose."""

from django.urls import path

from goldthread.web.client import agreeing, answering, bad_hour, looking, saying, views

urlpatterns = [
    path("my/", views.want, name="my-plan"),
    path("my/steps/", views.steps, name="my-steps"),
    path("my/people/", views.people, name="my-people"),
    path("my/more/", views.more, name="my-more"),
    path("my/bad-hour/", bad_hour.bad_hour, name="my-bad-hour"),
    # Beside the page that it keeps: a script looks after its own folder of addresses and no other.
    path("my/bad-hour/worker.js", bad_hour.worker, name="my-bad-hour-worker"),
    path("my/change/", saying.proposal, name="my-proposal"),
    path("my/order/", saying.ranks, name="my-ranks"),
    path("my/view/", saying.disagreement, name="my-disagreement"),
    path("my/fit/", saying.review, name="my-review"),
    path("my/story/", saying.story, name="my-story"),
    path("my/questions/", answering.forms, name="my-forms"),
    path("my/questions/<id:form>/", answering.form, name="my-form"),
    path("my/questions/<id:form>/<int:number>/", answering.question, name="my-question"),
    path("my/questions/<id:form>/end/", answering.end, name="my-form-end"),
    path("my/signature/", agreeing.signature, name="my-signature"),
    path("my/signature/no/", agreeing.no, name="my-no"),
    path("my/changes/", looking.changes, name="my-changes"),
    path("my/trace/", looking.trace, name="my-trace"),
    path("shared/<id:client>/<id:plan>/", looking.shared, name="shared-plan"),
]
