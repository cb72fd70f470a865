"""Agreement: who has signed what of a plan, what asks for a signature again, and what is still awaited.

A signature binds a person to the items of a version, by the hash of each. What was signed stays signed as long as it
stands as it was signed; a changed or a new item asks, and nothing else does.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import get_args

import msgspec

from goldthread.notation import digest
from goldthread.plan import COLLECTIONS, Plan, PlanItem
from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem, hints
from goldthread.practice.entries import Capacity, Signed, SigningDeclined
from goldthread.practice.folder import PlanFile
from goldthread.terms import ItemId, Role

# What is written on a plan or says how it is run changes nothing of what somebody agreed to. Here and nowhere else.
UNSIGNED = ("disagreements", "waivers", "reviews", "review_rules", "team")
SIGNED = tuple(name for name in COLLECTIONS if name not in UNSIGNED)
# The same holds for questions that wait, and for what is said of how it goes: how much it matters, how sure somebody
# is, and why; and for how far a goal or a step has come, as long as nobody changes it, lets it rest or ends it.
UNSIGNED_FIELDS = frozenset({
    "asks", "importance_client", "confidence_client", "importance_clinician", "confidence_clinician", "status_reason",
})  # fmt: skip
UNDER_WAY = ("new", "working", "partly", "reached")
# What follows the programme is agreed to; whether the client has arrived there is told later, and asks nobody again.
ARRIVING = ("booked", "not-yet", "arrived", "missed")
# Both look at the plan in their own name and answer for it.
_SECOND_LOOK = ("supervisor", "countersign")


class SignerStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How one signer stands to the plan in one capacity, by ids of items: `signed` stands as it was signed, `asks` is
    new, was changed since or was never signed by them, `gone` was signed and has left the plan."""

    signer: ItemId
    capacity: Capacity
    signed: tuple[ItemId, ...]
    asks: tuple[ItemId, ...]
    gone: tuple[ItemId, ...]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How everybody who was asked, signed or declined stands to the plan, by signer and capacity."""

    signers: tuple[SignerStanding, ...]

    def of(self, signer: str, capacity: str) -> SignerStanding | None:
        """How that signer stands in that capacity; None where they were never asked and never answered."""
        return next((each for each in self.signers if (each.signer, each.capacity) == (signer, capacity)), None)


class Outstanding(msgspec.Struct, frozen=True, kw_only=True):
    """Items that nobody has signed yet in a capacity, and for which nothing takes the place of that signature."""

    capacity: Capacity
    items: tuple[ItemId, ...]


def item_hashes(plan: Plan) -> dict[ItemId, str]:
    """The SHA-256 of every item that a signature covers. UNSIGNED_FIELDS are not in it, and of a status that is one of
    UNDER_WAY only that it is; of an arrival nothing."""
    # One signature asks for them several times.
    kept: dict[ItemId, str] | None = plan.kept.get("item-hashes")
    if kept is None:
        kept = plan.kept["item-hashes"] = {item.id: _hash(item) for name in SIGNED for item in getattr(plan, name)}
    return dict(kept)


def _hash(item: PlanItem) -> str:
    plain = msgspec.to_builtins(item)
    for field in UNSIGNED_FIELDS:
        plain.pop(field, None)
    if plain.get("status") in UNDER_WAY:
        plain["status"] = UNDER_WAY[0]
    if "confirmed" in plain:
        plain["confirmed"] = ARRIVING[0]
    for field in _numbers(type(item)):  # 3 and 3.0 are equal in a plan, and must not give two hashes
        if plain[field] is not None:
            plain[field] = float(plain[field])
    return digest(plain)


@cache
def _numbers(kind: type[PlanItem]) -> tuple[str, ...]:
    return tuple(name for name, hint in hints(kind).items() if float in (hint, *get_args(hint)))


def changes_what_is_signed(operations: Iterable[Operation]) -> bool:
    """Whether operations add, change or take away something that signatures cover."""
    return any(
        operation.collection in SIGNED
        if isinstance(operation, (AddItem, RemoveItem))
        else isinstance(operation, ChangeField) and operation.collection in SIGNED and not _says_how_it_goes(operation)
        for operation in operations
    )


def _says_how_it_goes(step: ChangeField) -> bool:
    goes_on = step.field == "status" and step.before in UNDER_WAY and step.after in UNDER_WAY
    arrives = (step.collection, step.field) == ("aftercare", "confirmed")
    return goes_on or arrives or step.field in UNSIGNED_FIELDS


def standing(file: PlanFile) -> Standing:
    """What of the plan as it is now each signer has signed, and what asks them (again)."""
    hashes = item_hashes(file.plan)
    return Standing(signers=tuple(_standing_of(file, hashes, *each) for each in sorted(_signers(file))))


def standing_of(file: PlanFile, signer: ItemId, capacity: Capacity) -> SignerStanding:
    """The same for one signer in one capacity, whether they were asked or not."""
    return _standing_of(file, item_hashes(file.plan), signer, capacity)


def _signers(file: PlanFile) -> set[tuple[ItemId, Capacity]]:
    found = {(member, capacity) for each in file.asked for member, capacity in each.of.items()}
    found.update((each.signer, each.capacity) for each in file.signed)
    found.update((each.signer, each.capacity) for each in file.declined)
    return found


def _standing_of(file: PlanFile, hashes: dict[ItemId, str], signer: ItemId, capacity: Capacity) -> SignerStanding:
    bound = set(_bound(file, signer, capacity))
    return SignerStanding(
        signer=signer,
        capacity=capacity,
        signed=tuple(item for item, hash_ in hashes.items() if (item, hash_) in bound),
        asks=tuple(item for item, hash_ in hashes.items() if (item, hash_) not in bound),
        gone=tuple(sorted({item for item, _ in bound} - hashes.keys())),
    )


def _bound(
    file: PlanFile, signer: ItemId, capacity: Capacity, roles: Collection[Role] = tuple(Role)
) -> Iterator[tuple[ItemId, str]]:
    """Every item with the hash that it had when they signed it, but for what they took back later."""
    mine = [each for each in file.declined if (each.signer, each.capacity) == (signer, capacity)]
    for each in file.signed:
        if (each.signer, each.capacity) == (signer, capacity) and each.role in roles:
            yield from ((item, hash_) for item, hash_ in each.items.items() if not _taken_back(each, item, mine))


def _taken_back(signed: Signed, item: ItemId, declined: Sequence[SigningDeclined]) -> bool:
    return any(
        each.why == "does-not-agree" and each.at > signed.at and (not each.items or item in each.items)
        for each in declined
    )


def outstanding(file: PlanFile, capacities: Sequence[Capacity]) -> tuple[Outstanding, ...]:
    """What is still awaited in each of these capacities, in their order; nothing where all of it is signed.

    In the place of a client's signature stands a supervisor's, for what the client was unable to sign or does not agree
    to, once that is written down on the newest version.
    """
    hashes = item_hashes(file.plan)
    found = []
    for capacity in capacities:
        covered = {pair for signer, as_ in _signers(file) if as_ == capacity for pair in _bound(file, signer, as_)}
        if capacity == "client":
            covered |= _instead_of_the_client(file, hashes)
        items = tuple(item for item, hash_ in hashes.items() if (item, hash_) not in covered)
        if items:
            found.append(Outstanding(capacity=capacity, items=items))
    return tuple(found)


def left_for(file: PlanFile, capacity: Capacity, roles: Collection[Role]) -> tuple[ItemId, ...]:
    """The items that nobody who acted in one of these roles has signed in that capacity."""
    bound = {
        pair
        for each in file.signed
        if each.capacity == capacity and each.role in roles
        for pair in _bound(file, each.signer, capacity, roles)
    }
    return tuple(item for item, hash_ in item_hashes(file.plan).items() if (item, hash_) not in bound)


def _instead_of_the_client(file: PlanFile, hashes: dict[ItemId, str]) -> set[tuple[ItemId, str]]:
    number = file.version.number if file.version is not None else 0
    covered: set[tuple[ItemId, str]] = set()
    for declined in file.declined:
        if (declined.capacity, declined.version) != ("client", number) or declined.why == "not-now":
            continue
        about = declined.items or tuple(hashes)
        for each in file.signed:
            # Whoever wrote down that the client does not sign is not the one who looks at it a second time.
            if each.capacity in _SECOND_LOOK and each.role is Role.SUPERVISOR and each.by != declined.by:
                covered |= {pair for pair in _bound(file, each.signer, each.capacity) if pair[0] in about}
    return covered
