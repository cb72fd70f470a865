"""What everybody does with their own account, and who signed in when: in the store."""

from goldthread.practice.people import Actor
from goldthread.practice.refusing import Refusal
from goldthread.store import accounts
from goldthread.store.sign_ins import SignIn, Where, note_sign_in, sign_ins
from goldthread.store.trouble import StoreTrouble
from goldthread.terms import Role
from goldthread.web.door import Member
from goldthread.wiring.accounts import change_password
from goldthread.wiring.acting import now
from goldthread.wiring.staff import tried

_NO_CENTRE = "no-such-centre"


class OwnAccounts:
    """`web.door.OwnAccount` in the store. `centre`: the server's own, for tries that name one that is not there."""

    def __init__(self, centre: str) -> None:
        self._centre = centre

    def change_password(self, by: Actor, password: str) -> Refusal | None:
        """Another password for the actor's own account."""
        return tried(lambda: change_password(by=by, member=by.id, password=password))

    def note(self, centre: str, member: Member | None, *, how: str, outcome: str, address: str, browser: str) -> None:
        """A try to sign in, in the trail. A line has a role: of who has none, the one that may least."""
        try:
            note_sign_in(
                centre=centre, member=None if member is None else member.id,
                role=member.roles[0] if member is not None and member.roles else Role.SUPPORTER,
                how=how, outcome=outcome, where=Where(address=address, browser=browser), at=now(),
            )  # fmt: skip
        except StoreTrouble as trouble:
            if trouble.code != _NO_CENTRE:
                raise
            if self._centre not in ("", centre):
                self.note(self._centre, None, how=how, outcome=outcome, address=address, browser=browser)

    def called(self, centre: str, login: str) -> accounts.Member | None:
        """The account with that login; None also where there is no such centre."""
        try:
            return accounts.called(centre=centre, login=login)
        except StoreTrouble as trouble:
            if trouble.code != _NO_CENTRE:
                raise
            return None

    def sign_ins(self, centre: str, *, member: str | None, before: int | None, limit: int) -> tuple[SignIn, ...]:
        """The newest tries, newest first."""
        return sign_ins(centre=centre, member=member, before=before, limit=limit)
