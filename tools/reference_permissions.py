"""Makes docs/reference/permissions.md: for every action, who may in which state, and how others are refused."""

from goldthread.practice.actions import all_actions
from goldthread.practice.permission_table import MAY, table_of
from goldthread.practice.permissions import SCOPE_NEEDED, THROUGH_GLASS

_HEAD = """# Permissions

Who may do what, and when. Each cell was made by asking the two tables of the product (`practice/permissions.py`: who,
`practice/policies.py`: when) about a folder in that state; a test performs every one of them.

A cell says **{may}**, or the code of the refusal. A column is a stay of the client (enquiry, admitted, completed, or
merged into another folder) and, for what is done with a plan, the state of the plan; columns with the same answers for
everybody are one. Whoever may can still be refused for what a request says: see [actions](actions.md).

How somebody stands to a folder: a client's *own folder*; a supporter whom the client has *let in*; a clinician *on the
team*, *outside the team*, or *through a broken glass*, which opens {glass}; others *of the centre*. A partner of the
centre and its administrator see no folder. What a supporter must have been let into:

{scopes}

Once a folder is erased, every action answers `erased`. Session notes are read by their author alone.
"""


def permissions_page(made: str) -> str:
    """The reference of permissions, after the line that says how it is made."""
    scopes = "\n".join(f"- `{action}`: {_said(scope)}" for action, scope in SCOPE_NEEDED.items())
    glass = ", ".join(f"`{action}`" for action in sorted(THROUGH_GLASS))
    text = made + _HEAD.format(may=MAY, scopes=scopes, glass=glass)
    for action in all_actions().values():
        head, lines = table_of(action.name)
        text += f"\n## {action.name}\n\n{action.title}.\n\n"
        text += f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
        text += "".join(f"| {' | '.join((line[0], *map(_cell, line[1:])))} |\n" for line in lines)
    return text


def _said(scope: str | tuple[str, ...]) -> str:
    return scope if isinstance(scope, str) else " or ".join(scope)


def _cell(answer: str) -> str:
    return f"**{MAY}**" if answer == MAY else f"`{answer}`"
