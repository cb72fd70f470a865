"""The verbs of the practice, one module each. Adding one is a new module here and its rows in the two tables."""

import pkgutil
from functools import cache
from importlib import import_module

from goldthread.practice.action import Action


@cache
def all_actions() -> dict[str, Action]:
    """Every action by its name."""
    found = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        action: Action = import_module(module.name).ACTION
        found[action.name] = action
    return dict(sorted(found.items()))


def action_named(name: str) -> Action | None:
    """The action with that name, loaded by itself; None where there is none."""
    if not name.replace("-", "").isalpha():
        return None
    try:
        action: Action = import_module(f"{__name__}.{name.replace('-', '_')}").ACTION
    except ModuleNotFoundError:
        return None
    return action
