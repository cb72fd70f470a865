"""Survey charts: whose folder this is and how it stands, before it is joined to another, copied or erased."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.refusing import Refused
from goldthread.practice.survey import Survey, joining_of, side_of
from goldthread.terms import ItemId


class SurveyCharts(Request, frozen=True, kw_only=True):
    """A folder, and perhaps a second one, perhaps of the same person."""

    client: ItemId
    other: ItemId | None = None


def decide(request: SurveyCharts, here: Situation) -> Decision:
    """A `survey.Survey`: who the person is, and counts; no fact of the record. Refused: `same-folder`."""
    if request.other == request.client:
        raise Refused("same-folder", "This is one folder.", fix="Name two folders of the same person.")
    sides = [side_of(here.here, accounts=len(here.accounts(request.client)))]
    joining = None
    if here.other is not None:
        sides.append(side_of(here.other, accounts=len(here.accounts(here.other.client.id))))
        joining = joining_of(here.here, here.other)
    return Decision(shown=Survey(sides=tuple(sides), joining=joining))


ACTION = Action(
    name="survey-charts",
    title="See whose folder it is, and how it stands",
    request=SurveyCharts,
    decide=decide,
    writes=False,
)
