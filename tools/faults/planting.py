"""Words about people, each made up for one place, sent to a server wherever it takes a word: what was said and done,
names, logins, passwords, searches, files, and requests that are refused."""

import base64
import datetime
import http.client
import itertools
import random
import re
import threading
import uuid
from collections.abc import Callable
from typing import Any

from asking_over_http import Answered, Caller
from stage import PASSWORD, PICTURE, Stage, png_chunk

# Seven letters that no language and no sealed text is likely to hold in this order; every planted word begins so.
BEGINNING = "zqxkwvj"
_BORN = "1980-02-03"


class Words:
    """The words: `kept` ones must be found when the books are opened with the key, the others are said in passing."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.kept: set[str] = set()
        self.passing: set[str] = set()
        self._lock = threading.Lock()

    def next(self, *, kept: bool = True) -> str:
        """One more word that nobody has said before."""
        with self._lock:
            number = len(self.kept) + len(self.passing)
            letters = "".join(chr(97 + number // 26**place % 26) for place in range(4))
            word = f"{BEGINNING}{letters}{random.choice('aeiou')}"
            (self.kept if kept else self.passing).add(word)
            return word

    def not_kept(self, text: str) -> None:
        """The words in the text were refused."""
        with self._lock:
            refused = set(re.findall(f"{BEGINNING}[a-z]{{5}}", text))
            self.kept -= refused
            self.passing |= refused

    @property
    def enough(self) -> bool:
        """Whether all are said."""
        return len(self.kept) + len(self.passing) >= self.count


class Planter(threading.Thread):
    """Somebody who says words to the server until there are enough. What is not answered as it should be stands in
    `wrong`."""

    def __init__(
        self, *, stage: Stage, port: int, words: Words, wrong: list[str], signatures: list[dict[str, Any]]
    ) -> None:
        super().__init__(daemon=True)
        self.stage, self.words, self.wrong, self.port = stage, words, wrong, port
        self.signatures = signatures
        self.caller = Caller(port=port, tokens=stage.tokens, password=PASSWORD)
        self.said: dict[str, int] = {}

    def run(self) -> None:
        """Every place in turn, in an order of its own."""
        places: list[Callable[[], None]] = [
            self._enquiry, self._fact, self._fact, self._set_aside, self._proposal, self._disagreement, self._note,
            self._signature_try, self._signature, self._declined, self._glass, self._export, self._search,
            self._refused_values, self._refused_ways, self._wrong_password,
        ]  # fmt: skip
        random.shuffle(places)
        for place in itertools.cycle(places):
            if self.words.enough:
                return
            try:
                place()
            except Exception as error:  # a thread's error would be lost
                self.wrong.append(f"{place.__name__}: {error!r}")
                return
            self.said[place.__name__.strip("_")] = self.said.get(place.__name__.strip("_"), 0) + 1

    def _ask(self, action: str, login: str, *, fine: tuple[int, ...] = (200,), **body: Any) -> Answered:
        answered = self.caller.ask(action, login, body)
        if answered.status not in fine:
            self.wrong.append(f"{action}: {answered.status} {answered.code}")
        if answered.status != 200:
            self.words.not_kept(repr(body))
        return answered

    def _word(self) -> str:
        return self.words.next()

    def _passing(self) -> str:
        return self.words.next(kept=False)

    def _enquiry(self) -> None:
        client = f"c-{uuid.uuid4().hex}"
        person = {"id": client, "name": f"{self._word()} {self._word()}", "born": _BORN, "pronouns": self._word()}
        self._ask("take-enquiry", "ines", client=client, person=person, contact=self._word(), words=self._word())
        person["name"] = f"{self._word()} {self._word()}"
        self._ask("describe-client", "ines", client=client, person=person)

    def _fact(self) -> None:
        stand = random.choice((*self.stage.drafts, *self.stage.proposed))
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        fact = {"kind": "strength", "id": f"f-{uuid.uuid4().hex}", "said_by": "client", "recorded_by": "nurse",
                "recorded_on": day, "source": self._word(), "text": f"I like {self._word()}."}  # fmt: skip
        self._ask("record-fact", random.choice(("noor", stand.login)), client=stand.client, fact=fact)
        right = {**fact, "id": f"f-{uuid.uuid4().hex}", "corrects": fact["id"], "text": self._word()}
        self._ask("correct-fact", "noor", client=stand.client, fact=right)

    def _set_aside(self) -> None:
        later = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30)).date().isoformat()
        self._ask(
            "set-aside-domain", "noor", client=self.stage.drafts[0].client, fact=f"f-{uuid.uuid4().hex}",
            domain="leisure", reason=f"Because of {self._word()}, for now.", look_again_on=later,
            fine=(200, 409, 422),
        )  # fmt: skip

    def _proposal(self) -> None:
        stand = random.choice(self.stage.drafts)
        about: dict[str, Any] = {"client": stand.client, "plan": stand.plan.id}
        proposal = f"p-{uuid.uuid4().hex}"
        self._ask("propose-change", stand.login, **about, proposal=proposal, seen=0, words=self._word(),
                  fine=(200, 409))  # fmt: skip
        goal = {"id": f"g-{uuid.uuid4().hex}", "section": "coping-skills", "clinical": self._word()}
        seen = self._ask("open-plan", "dana", **about).said["shown"]["revision"]
        operations = [{"do": "add-item", "collection": "goals", "item": goal}]
        self._ask("edit-plan", "dana", **about, seen=seen, operations=operations, cause=self._word(), fine=(200, 409))

    def _disagreement(self) -> None:
        stand = random.choice(self.stage.drafts)
        self._ask(
            "record-disagreement", stand.login, client=stand.client, plan=stand.plan.id,
            disagreement=f"d-{uuid.uuid4().hex}", about=stand.plan.goals[0].id, words=self._word(),
        )  # fmt: skip

    def _note(self) -> None:
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        self._ask(
            "write-session-note", "dana", client=random.choice(self.stage.drafts).client, note=f"n-{uuid.uuid4().hex}",
            kind="psychotherapy", on=today, text=f"We spoke of {self._word()} and of {self._word()}.",
        )  # fmt: skip

    def _about_version(self) -> dict[str, Any]:
        stand = random.choice(self.stage.proposed)
        return {"client": stand.client, "plan": stand.plan.id, "version": 1}

    def _signature_try(self) -> None:
        self._ask("log-signature-try", "noor", **self._about_version(), how="phone", outcome=self._word())

    def _signature(self) -> None:
        if not self.signatures:
            return
        body = self.signatures.pop()
        # A picture may hold words too: the name of its file, or what is written on it.
        picture = PICTURE[:33] + png_chunk(b"tEXt", b"File\0" + self._word().encode()) + PICTURE[33:]
        self._ask("sign", body.pop("login"), **{**body, "picture": picture}, name=self._word())

    def _declined(self) -> None:
        self._ask(
            "decline-to-sign", "priya", **self._about_version(), capacity="team", why="not-now", words=self._word(),
            instead=self._word(),
        )  # fmt: skip

    def _glass(self) -> None:
        self._ask(
            "break-glass", "emil", client=random.choice(self.stage.proposed).client,
            reason=f"They asked for {self._word()} at the door.", fine=(200, 409),
        )  # fmt: skip

    def _export(self) -> None:
        stand = random.choice(self.stage.proposed)
        self._ask("export-client", "cora", client=stand.client, to=self._word(), purpose=self._word())

    def _search(self) -> None:
        self._ask("find-client", "ines", words=f"{self._passing()} {self._passing()}")

    def _refused_values(self) -> None:
        """Bodies that are refused, each for another reason."""
        client = self.stage.drafts[0].client
        self._ask("record-fact", "noor", client=client, fact={"kind": self._passing()}, fine=(400,))
        self._ask("record-fact", "noor", client=client, **{self._passing(): 1}, fine=(400,))
        self._ask("answer-form", "noor", client=client, form="none", answers={self._passing(): 1}, fine=(404, 409))
        self._ask("break-glass", "noor", client=client, reason=f"{self._passing()} at the door", fine=(403, 409, 422))
        self._ask("take-enquiry", "noor", client=client, person={"id": client, "name": self._passing()}, fine=(409,))

    def _refused_ways(self) -> None:
        """Words in addresses, queries, headers, and bodies that are no JSON."""
        good = {"Authorization": f"Bearer {self.stage.tokens['noor']}", "Content-Type": "application/json"}
        said = self._passing
        for path, headers, body in (
            (f"/actions/{said()}", good, "{}"),
            (f"/{said()}/{said()}", good, "{}"),
            (f"/actions/open-record?client={said()}", good, f'{{"client": "{said()}'),
            ("/actions/open-record", {**good, "Goldthread-Role": said()}, "{}"),
            ("/actions/open-record", {**good, "Host": said()}, "{}"),
            ("/actions/open-record", {**good, "Content-Type": said(), "User-Agent": said(), "Cookie": said()}, "{}"),
        ):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
            if not 400 <= status < 500:
                self.wrong.append(f"a request that should be refused: {status}")
            connection.close()

    def _wrong_password(self) -> None:
        stand = random.choice(self.stage.proposed)
        shown = base64.b64encode(f"{self._passing()}:{self._passing()}".encode()).decode()
        body = f'{{"client": "{stand.client}", "plan": "{stand.plan.id}", "version": 1, "capacity": "client", ' \
               f'"kind": "typed", "name": "{self._passing()}"}}'  # fmt: skip
        token = self.stage.tokens["emil"]  # who signs nothing here: after some wrong ones an account has to wait
        wrong = [{"Authorization": f"Bearer {token}", "Goldthread-Sign-In": shown}]
        if self.said.get("wrong_password", 0) < 2:  # with ten wrong tokens an address has to wait
            wrong.append({"Authorization": f"Bearer harbour:{self._passing()}"})
        for headers in wrong:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("POST", "/actions/sign", body, {**headers, "Content-Type": "application/json"})
            status = connection.getresponse().status
            if status not in (401, 403, 429):
                self.wrong.append(f"a wrong password or token: {status}")
            connection.close()
