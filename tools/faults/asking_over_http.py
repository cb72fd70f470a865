"""Asking a server over HTTP: once, or again and again with the same key until it answers."""

import base64
import http.client
import json
import socket
import time
import uuid
from typing import Any

import msgspec

_AGAIN_SECONDS = 90  # after so long without an answer the trouble does not pass by itself


class Asked(msgspec.Struct, kw_only=True):
    """One request: whose, what, its key, the mark by which what it wrote is found again; how often it was sent."""

    action: str
    login: str
    body: dict[str, Any]
    key: str
    mark: str = ""
    sent: int = 0


class Answered(msgspec.Struct, frozen=True):
    """The answer: its status, what it says, its headers."""

    status: int
    said: dict[str, Any]
    headers: dict[str, str]

    @property
    def code(self) -> str:
        """The code of the error; empty where there is none."""
        return str(self.said.get("error", {}).get("code", ""))

    @property
    def trouble(self) -> str:
        """The code of what the store came to."""
        return str(self.said.get("error", {}).get("details", {}).get("trouble", ""))


class Caller:
    """A connection to the server, opened again when it breaks."""

    def __init__(self, *, port: int, tokens: dict[str, str], password: str = "") -> None:
        self.port = port
        self.tokens = tokens
        self.password = password  # of every account: who signs shows it once more
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, action: str, login: str, body: dict[str, Any], *, mark: str = "", key: str = "") -> Answered:
        """One request, sent once. Raises OSError or HTTPException where no whole answer came."""
        return self.send(Asked(action=action, login=login, body=body, key=key or uuid.uuid4().hex, mark=mark))

    def send(self, asked: Asked) -> Answered:
        """The request, sent once."""
        asked.sent += 1
        headers = {
            "Authorization": f"Bearer {self.tokens[asked.login]}",
            "Idempotency-Key": asked.key,
            "Content-Type": "application/json",
        }
        if asked.action == "sign" and self.password:
            shown = base64.b64encode(f"{asked.login}:{self.password}".encode()).decode()
            headers["Goldthread-Sign-In"] = shown
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self._connection.connect()
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self._connection.request(
                "POST", f"/actions/{asked.action}", json.dumps(asked.body, default=_plain), headers
            )
            response = self._connection.getresponse()
            said = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError):
            self._let_go()
            raise
        if response.status != 200:
            self._let_go()  # it may have been answered before the body was read, and is closed then
        return Answered(response.status, said, {name.lower(): value for name, value in response.getheaders()})

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def until_answered(self, asked: Asked) -> Answered:
        """The request, sent again with its key while nobody answers or the books cannot be used."""
        until = time.monotonic() + _AGAIN_SECONDS
        while True:
            try:
                answered = self.send(asked)
            except (OSError, http.client.HTTPException, ValueError):
                answered = None
            if answered is not None and answered.status != 503:
                return answered
            if time.monotonic() > until:
                raise TimeoutError(f"{asked.action} is not answered after {asked.sent} tries")
            time.sleep(0.02)


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else msgspec.to_builtins(value)
