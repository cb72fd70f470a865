"""The accounts of a centre for its administrators' pages: as `goldthread user` does it, and refusals as answers."""

import secrets
from collections.abc import Callable

from goldthread.practice.people import Actor
from goldthread.practice.refusing import Refusal
from goldthread.store import accounts
from goldthread.store.trouble import StoreTrouble
from goldthread.terms import Role
from goldthread.wiring.accounts import account_trace, add_account, change_password, change_roles, close_account

_ANSWERS = frozenset({"login-there", "no-such-account", "last-administrator", "weak-password"})
_PASSWORD_BYTES = 12  # 96 random bits


class StaffAccounts:
    """`web.door.Staff` in the store."""

    def all(self, centre: str) -> tuple[accounts.Member, ...]:
        """The accounts that are no client's."""
        return accounts.staff(centre=centre)

    def called(self, centre: str, login: str) -> accounts.Member | None:
        """The account with that login."""
        return accounts.called(centre=centre, login=login)

    def add(self, by: Actor, *, login: str, name: str, roles: tuple[Role, ...]) -> str | Refusal:
        """A new account; its first password."""
        password = secrets.token_urlsafe(_PASSWORD_BYTES)
        refused = tried(lambda: add_account(by=by, login=login, name=name, password=password, roles=roles))
        return refused or password

    def change_roles(self, by: Actor, member: str, roles: tuple[Role, ...]) -> Refusal | None:
        """These roles and no others."""
        return tried(lambda: change_roles(by=by, member=member, roles=roles))

    def close(self, by: Actor, member: str) -> Refusal | None:
        """Nobody signs in as this account any more."""
        if member == by.id:
            fix = "Ask another administrator."
            return Refusal(code="your-own", message="Nobody closes their own account.", fix=fix)
        return tried(lambda: close_account(by=by, member=member))

    def new_password(self, by: Actor, member: str) -> str | Refusal:
        """Another password, made up."""
        password = secrets.token_urlsafe(_PASSWORD_BYTES)
        return tried(lambda: change_password(by=by, member=member, password=password)) or password

    def forget_second_factor(self, by: Actor, member: str) -> Refusal | None:
        """The account's second steps are forgotten, and who it is elsewhere: what else could let somebody in."""
        from allauth.mfa.models import Authenticator  # noqa: PLC0415 - only where there are pages
        from allauth.socialaccount.models import SocialAccount  # noqa: PLC0415 - likewise

        def forget() -> None:
            with account_trace(by, "forget-second-factor", member):
                Authenticator.objects.filter(user_id=f"{by.centre}/{member}").delete()
                SocialAccount.objects.filter(user_id=f"{by.centre}/{member}").delete()

        return tried(forget)


def tried(change: Callable[[], object]) -> Refusal | None:
    """What the store refused of a change; None where it is done. Raises StoreTrouble for what is no answer."""
    try:
        change()
    except StoreTrouble as trouble:
        if trouble.code not in _ANSWERS:
            raise
        return Refusal(code=trouble.code, message=trouble.message, fix=trouble.fix)
    return None
