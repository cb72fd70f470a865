"""Two lives in a few facts, for tests that are read aloud."""

import datetime
from typing import Any

from goldthread.plan import Goal, Level, Objective, Plan, SkillItem, TriggerItem
from goldthread.record import (
    AnyFact,
    CareMember,
    Chart,
    Client,
    CopingSkill,
    Hope,
    Record,
    Statement,
    Strength,
    Support,
    Trigger,
    Value,
    Work,
)
from goldthread.terms import LifeDomain, Section, Words

DAY = datetime.date(2026, 5, 4)
SAID: dict[str, Any] = {"said_by": "client", "recorded_by": "therapist", "recorded_on": DAY, "source": "interview"}
SEEN: dict[str, Any] = {**SAID, "said_by": "therapist"}

WALTERS = (
    Statement(
        id="own-sleep", domain=LifeDomain.SLEEP, text="I lie there and count the freight trains till four.", **SAID
    ),
    Statement(id="own-work", domain=LifeDomain.WORK, text="The lathe was mine for thirty years in Millrace.", **SAID),
    Statement(id="view-sleep", domain=LifeDomain.SLEEP, text="Wakes at two and does not get back to sleep.", **SEEN),
    Hope(id="hope-boat", text="I want to finish the cedar boat with Wren.", **SAID),
    Value(id="value-word", text="A promise is a promise, even to a dog.", **SAID),
    Strength(id="str-hands", text="Can turn a brass bearing by ear", **SEEN),
    Trigger(id="trig-dock", text="The loading dock after the late shift", type="place", **SAID),
    Trigger(id="trig-pay", text="Payday with a full envelope in the truck", **SAID),
    CopingSkill(id="skill-lathe", text="Sanding one spindle", works_where="the basement bench", **SAID),
    Support(id="sup-annika", name="Annika Brandt (Annie)", relation="daughter, two hours away", **SAID),
    Support(id="sup-ollie", name="Ollie", relation="old beagle, the dog of the house", type="animal", **SAID),
    Support(id="sup-ruiz", name="Dana Ruiz", relation="therapist", type="professional", **SAID),
    Work(id="work", situation="unemployed", occupation="gear machinist at Halvorsen", **SAID),
    CareMember(id="care-lee", name="Dr. Susan Lee", role="physician", **SEEN),
)


def chart_of(*facts: AnyFact, client: str = "walter", name: str = "Walter Brandt") -> Chart:
    return Chart(record=Record(client=Client(id=client, name=name), facts=facts), on=DAY)


WALTER = chart_of(*WALTERS)
KEISHA = chart_of(client="keisha", name="Keisha Monroe")


def plan_of(client: str = "walter", **collections: Any) -> Plan:
    return Plan(id="plan", client=client, level=Level.OUTPATIENT, started_on=DAY, written_by="Ana", **collections)


BOAT = Goal(
    id="goal-boat",
    section=Section.SPIRITUAL_MEANING,
    own_words=Words(text="I want to finish the cedar boat with Wren.", said_by="client", on=DAY, fact="hope-boat"),
    clinical="Walter finds purpose in what he builds. He drinks no alcohol on weekdays.",
)
HOURS = Objective(
    id="obj-hours",
    goal="goal-boat",
    text="I sand for one hour on four days a week.",
    steps=("Set out the paper", "Call Annie"),
)
PLAN = plan_of(
    goals=(BOAT,),
    objectives=(HOURS,),
    triggers=(TriggerItem(id="trig", text="The loading dock after the late shift"),),
    skills=(SkillItem(id="skill", text="Sanding one spindle", works_where="the basement bench"),),
)
