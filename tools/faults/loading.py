"""Load: several callers who record, edit, sign and read at once, and write down what was acknowledged to them."""

import datetime
import random
import threading
from typing import Any

from asking_over_http import Answered, Asked, Caller
from stage import Stage, Stand

_WORK = (
    ("record-fact",) * 8 + ("edit-plan",) * 5 + ("sign",) * 3 + ("log-signature-try", "open-record", "open-plan") * 2
)
WRITING = frozenset({"record-fact", "edit-plan", "sign", "log-signature-try"})


class Acknowledged:
    """What was done by the server's own word: marks of what was written, how often each account did each action; and
    how requests ended whose answer was lost."""

    def __init__(self, signatures: list[dict[str, Any]]) -> None:
        self.lock = threading.Lock()
        self.marks: set[str] = set()
        self.done: dict[tuple[str, str], int] = {}
        self.refused: dict[str, int] = {}
        self.resent = {"done before": 0, "done then": 0, "refused then": 0}
        self.faults: list[str] = []
        self.began = 0  # the newest line of the trail before the load
        self.signatures = signatures
        random.shuffle(self.signatures)

    def note(self, asked: Asked, answered: Answered) -> None:
        """Write an answer down."""
        with self.lock:
            fine = answered.status == 200
            if fine:
                who = asked.login, asked.action
                self.done[who] = self.done.get(who, 0) + 1
                self.marks |= {asked.mark} - {""}
            else:
                self.refused[answered.code] = self.refused.get(answered.code, 0) + 1
            if asked.sent > 1:
                how = "refused then" if not fine else "done before" if answered.said["repeated"] else "done then"
                self.resent[how] += 1
            if answered.status >= 500 or answered.status in (400, 401, 403, 404):
                self.faults.append(f"{asked.action}: {answered.status} {answered.said}")


class Loader(threading.Thread):
    """One caller. It works while `gate` is open, one request after another, and rests with nothing unanswered."""

    def __init__(
        self, number: int, *, stage: Stage, caller: Caller, known: Acknowledged, gate: threading.Event
    ) -> None:
        super().__init__(daemon=True)
        self.number, self.stage, self.caller, self.known, self.gate = number, stage, caller, known, gate
        self.turn = threading.Lock()
        self.over = False
        self.count = 0
        self._seen: dict[str, tuple[int, str, str]] = {}

    def run(self) -> None:
        """Work until `over`."""
        while not self.over:
            if not self.gate.wait(0.1):
                continue
            with self.turn:
                if not self.gate.is_set():
                    continue
                try:
                    self._one()
                except Exception as error:  # a thread's error would be lost: it becomes a fault of the run
                    self.known.faults.append(f"loader: {error!r}")
                    return

    def _one(self) -> None:
        self.count += 1
        action = random.choice(_WORK)
        asked = getattr(self, "_" + action.replace("-", "_"))(f"m{self.number}-{self.count}")
        answered = self.caller.until_answered(asked)
        self.known.note(asked, answered)
        if action == "edit-plan":
            self._edited(asked, answered)

    def _asked(self, action: str, login: str, mark: str, **body: Any) -> Asked:
        return Asked(
            action=action, login=login, body=body, key=f"{mark}-{action}", mark=mark if action in WRITING else ""
        )

    def _record_fact(self, mark: str) -> Asked:
        stand = random.choice((*self.stage.drafts, *self.stage.proposed))
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        fact = {"kind": "strength", "id": mark, "said_by": "client", "recorded_by": "therapist", "recorded_on": day,
                "source": "talk", "text": "I repair radios."}  # fmt: skip
        return self._asked(
            "record-fact", random.choice(("dana", "noor", stand.login)), mark, client=stand.client, fact=fact
        )

    def _edit_plan(self, mark: str) -> Asked:
        stand = random.choice(self.stage.drafts)
        if stand.client not in self._seen:
            self._look(stand, mark)
        seen, goal, before = self._seen[stand.client]
        change = {
            "do": "change-field",
            "collection": "goals",
            "id": goal,
            "field": "clinical",
            "before": before,
            "after": mark,
        }
        about: dict[str, Any] = {"client": stand.client, "plan": stand.plan.id}
        return self._asked("edit-plan", "dana", mark, **about, seen=seen, operations=[change], cause=mark)

    def _look(self, stand: Stand, mark: str) -> None:
        asked = self._asked("open-plan", "dana", f"{mark}-look", client=stand.client, plan=stand.plan.id)
        answered = self.caller.until_answered(asked)
        self.known.note(asked, answered)
        if answered.said.get("repeated"):  # what is shown is not kept for a repeated answer
            self._look(stand, f"{mark}-again")
            return
        shown = answered.said["shown"]
        goals = shown["plan"]["goals"]
        goal = goals[self.number % len(goals)]
        self._seen[stand.client] = shown["revision"], goal["id"], goal.get("clinical", "")

    def _edited(self, asked: Asked, answered: Answered) -> None:
        client = asked.body["client"]
        if answered.status != 200:
            del self._seen[client]
            return
        change = asked.body["operations"][0]
        self._seen[client] = answered.said["answer"]["revision"], change["id"], change["after"]

    def _sign(self, mark: str) -> Asked:
        with self.known.lock:
            if not self.known.signatures:
                return self._record_fact(mark)
            body = dict(self.known.signatures.pop())
        return self._asked("sign", body.pop("login"), mark, **body, name=mark)

    def _log_signature_try(self, mark: str) -> Asked:
        stand = random.choice(self.stage.proposed)
        about: dict[str, Any] = {"client": stand.client, "plan": stand.plan.id, "version": 1}
        return self._asked("log-signature-try", "noor", mark, **about, how="phone", outcome=mark)

    def _open_record(self, mark: str) -> Asked:
        return self._asked("open-record", "noor", mark, client=random.choice(self.stage.drafts).client)

    def _open_plan(self, mark: str) -> Asked:
        stand = random.choice(self.stage.proposed)
        return self._asked("open-plan", "priya", mark, client=stand.client, plan=stand.plan.id)
