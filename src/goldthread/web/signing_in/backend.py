"""Who somebody is: asked of the store through the door. The handle here only says that there is such an account."""

from django.http import HttpRequest

from goldthread.web.door import Member, door
from goldthread.web.models import Account


class StoreAccounts:
    """Django's way of asking who has a login and a password, and who is signed in."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        *,
        centre: str = "",
        username: str = "",
        password: str = "",
    ) -> Account | None:
        """The account with that login and password; None where there is none."""
        return handle_of(door().sign_in(centre or door().centre, username, password))

    def get_user(self, user_id: str) -> Account | None:
        """The account as it stands now; None where it was closed."""
        account = Account(id=user_id)
        account._state.adding = False  # a row that is there, without reading its one column
        return account if account.is_active else None


def handle_of(member: Member | None) -> Account | None:
    """The handle of a member who has shown who they are, made where it is missing; None for nobody and for an account
    that was closed."""
    if member is None or not member.roles:
        return None
    return Account.objects.get_or_create(id=f"{member.centre}/{member.id}")[0]
