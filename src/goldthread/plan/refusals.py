"""What the plan refuses, as answers: what happened, what to do next, a stable code."""


class PlanRefused(Exception):
    """Something that cannot be done to this plan. `code` is stable; `fix` says what to do. Holds nobody's words."""

    def __init__(self, message: str, *, code: str, fix: str = "", item: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.fix = fix
        self.item = item

    def __str__(self) -> str:
        fix = f" {self.fix}" if self.fix else ""
        return f"{self.message}{fix} [{self.code}]"


class OperationRefused(PlanRefused):
    """An operation that does not fit the plan. `position` counts from 0; None where the operations as a whole do not.

    Codes: `no-such-field`, `no-such-collection`, `no-such-item`, `already-there`, `not-what-stands-there`,
    `wrong-collection`, `bad-value`, `dangling-reference`, `in-a-circle`.
    """

    def __init__(
        self, message: str, *, code: str, fix: str = "", item: str | None = None, position: int | None = None
    ) -> None:
        super().__init__(message, code=code, fix=fix, item=item)
        self.position = position


class PlansDiffer(PlanRefused):
    """Two documents that are not the same plan of the same client. Code: `another-plan`."""


class ChoiceRefused(PlanRefused):
    """Choices that do not settle a merge. Codes: `no-such-conflict`, `chosen-twice`, `unsettled`."""


class MoveRefused(PlanRefused):
    """A move that the table of states does not allow. Codes: `no-such-move`, `not-from-here`, `not-yet`."""


class VersionRefused(PlanRefused):
    """A version that cannot follow. Codes: `another-plan`, `before-the-last`, `nothing-changed`."""
