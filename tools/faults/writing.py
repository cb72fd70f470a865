"""One of several processes that edit the same plan at once; every answer is written into a file of its own."""

import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any, TextIO

TRIES = 5  # with the same key, where the books are busy
Where = tuple[str, str, str]  # collection, item, field


def main() -> int:
    """`writing.py NUMBER LOGIN ROLE CLIENT PLAN SECONDS FILE`: begins when a line comes in, tells when it is ready."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldthread.wiring.settings"
    import django  # noqa: PLC0415 - settings first

    django.setup()
    number, login, role, client, plan, seconds, path = sys.argv[1:]
    with Path(path).open("w") as file:
        writer = Writer(number=int(number), login=login, role=role, client=client, plan=plan, file=file)
        print("ready", flush=True)
        sys.stdin.readline()
        writer.write(float(seconds))
    return 0


class Writer:
    """Somebody at work on the plan: looks at it, changes it, proposes, asks for signatures."""

    def __init__(self, *, number: int, login: str, role: str, client: str, plan: str, file: TextIO) -> None:
        from stage import CENTRE  # noqa: PLC0415 - settings first

        from goldthread.practice.desk import open_desk  # noqa: PLC0415
        from goldthread.practice.people import Actor  # noqa: PLC0415
        from goldthread.store.books import StoreBooks  # noqa: PLC0415
        from goldthread.terms import Role  # noqa: PLC0415

        own = client if role == "client" else None
        self.actor = Actor(id=login, centre=CENTRE, role=Role(role), client=own)
        self.number, self.client, self.plan_id, self.file = number, client, plan, file
        self.books, self.desk = StoreBooks(), open_desk()
        self.dice = random.Random(number)
        self.count = 0
        self.look()

    def look(self) -> None:
        """The plan as a page shows it before somebody edits it there."""
        with self.books.open(actor=self.actor, clients=(self.client,)) as pages:
            folder = pages.folder(self.client)
        assert folder is not None
        self.seen, self.plan = folder.plans[self.plan_id].revision, folder.plans[self.plan_id].plan

    def write(self, seconds: float) -> None:
        """One thing after another until the time is over."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.dice.random() < 0.8:  # now and then somebody goes on from a page that is out of date
                self.look()
            thrown = self.dice.random()
            if self.actor.role.value == "client" or thrown < 0.02:
                self._propose()
                time.sleep(0.2 if self.actor.role.value == "client" else 0)
            elif self.number == 0 and thrown < 0.04:
                self._sign()
            elif thrown < 0.08:
                self._say("open-plan", {})
            else:
                self._edit()

    def _edit(self) -> None:
        shared = self.dice.random() < 0.3
        where = self._where("goals", "clinical", 0) if shared else self._where("interventions", "text", self.number)
        change = self._change(where)
        outcome = self._say(
            "edit-plan", {"seen": self.seen, "operations": [change]}, where=where, after=change["after"]
        )
        if outcome != "done":
            self.look()

    def _propose(self) -> None:
        where = self._where("objectives", "text", self.number)
        name = f"proposal-{self.number}-{self.count}"
        asked = {"proposal": name, "seen": self.seen, "operations": [self._change(where)], "words": "What about this?"}
        self._say("propose-change", asked, proposal=name)

    def _sign(self) -> None:
        """The plan is laid before everybody, and taken back soon: meanwhile nobody can edit it."""
        asked = {"of": {self.client: "client"}, "cause": "Look at this with us."}
        if self._say("ask-for-signatures", asked) == "done":
            self._say("take-back-plan", {"reason": "There is more to say."})

    def _where(self, collection: str, field: str, number: int) -> Where:
        items = getattr(self.plan, collection)
        return collection, items[number % len(items)].id, field

    def _change(self, where: Where) -> dict[str, Any]:
        collection, name, field = where
        item = next(each for each in getattr(self.plan, collection) if each.id == name)
        after = f"Written by {self.number}, number {self.count}."
        return {"do": "change-field", "collection": collection, "id": name, "field": field,
                "before": getattr(item, field), "after": after}  # fmt: skip

    def _say(self, action: str, fields: dict[str, Any], **logged: Any) -> str:
        """Ask for it, with a key; what was answered. A store that is busy is asked again."""
        from goldthread.store.trouble import StoreTrouble  # noqa: PLC0415

        self.count += 1
        troubles: list[str] = []
        began = time.perf_counter()
        while True:
            try:
                told = self._ask(action, fields)
                break
            except StoreTrouble as trouble:
                troubles.append(trouble.code)
                if len(troubles) == TRIES:
                    told = {"outcome": trouble.code, "fix": trouble.fix}
                    break
        taken = (time.perf_counter() - began) * 1000
        line = {"action": action, "number": self.number, "ms": taken, "troubles": troubles, **logged, **told}
        self.file.write(json.dumps(line) + "\n")
        return str(told["outcome"])

    def _ask(self, action: str, fields: dict[str, Any]) -> dict[str, Any]:
        import msgspec  # noqa: PLC0415

        from goldthread.practice.actions import action_named  # noqa: PLC0415
        from goldthread.practice.perform import Done, perform  # noqa: PLC0415
        from goldthread.wiring.acting import now  # noqa: PLC0415

        found = action_named(action)
        assert found is not None
        asked = {"client": self.client, "plan": self.plan_id, **fields}
        request = msgspec.convert(asked, found.request)
        answer = perform(
            action=found, request=request, actor=self.actor, at=now, books=self.books,
            desk=self.desk, key=f"{self.number}-{self.count}",
        )  # fmt: skip
        if isinstance(answer, Done):
            return {"outcome": "done", "answer": answer.answer}
        return {"outcome": answer.code, "fix": answer.fix, "texts": len(answer.conflicts)}


if __name__ == "__main__":
    sys.exit(main())
