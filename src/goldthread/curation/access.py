"""Barriers: which tags of a modality make it easier, and which harder, for somebody with that barrier."""

from collections.abc import Mapping

import msgspec


class Ease(msgspec.Struct, frozen=True, kw_only=True):
    """Tags (of the modality or of the centre's offer) that ease a barrier, and tags that run into it."""

    eased_by: frozenset[str]
    harder_by: frozenset[str] = frozenset()


BARRIERS: Mapping[str, Ease] = {
    "transport": Ease(
        eased_by=frozenset({"online", "telehealth", "home-visit", "nearby", "transport-help"}),
        harder_by=frozenset({"in-person"}),
    ),
    "distance": Ease(
        eased_by=frozenset({"online", "telehealth", "home-visit", "nearby"}), harder_by=frozenset({"in-person"})
    ),
    "childcare": Ease(
        eased_by=frozenset({"online", "childcare", "with-children", "home-visit", "family"}),
        harder_by=frozenset({"residential", "daily"}),
    ),
    "time": Ease(eased_by=frozenset({"online", "brief", "self-paced", "evening"}), harder_by=frozenset({"daily"})),
    "work-hours": Ease(
        eased_by=frozenset({"online", "evening", "self-paced", "weekend"}), harder_by=frozenset({"daytime", "daily"})
    ),
    "literacy": Ease(
        eased_by=frozenset({"hands-on", "body-based", "outdoors", "music"}),
        harder_by=frozenset({"writing", "reading"}),
    ),
    "technology": Ease(eased_by=frozenset({"in-person", "outdoors"}), harder_by=frozenset({"online", "digital"})),
    "stigma": Ease(eased_by=frozenset({"individual", "peer"}), harder_by=frozenset({"group"})),
    "fear": Ease(eased_by=frozenset({"individual", "peer"}), harder_by=frozenset({"group"})),
    "money": Ease(eased_by=frozenset({"free"}), harder_by=frozenset({"costly"})),
    "insurance": Ease(eased_by=frozenset({"free"}), harder_by=frozenset({"costly"})),
}

# Circumstances that are barriers although nobody called them one.
LACKING: Mapping[tuple[str, str], str] = {
    ("transport", "none"): "transport",
    ("transport", "insecure"): "transport",
    ("driving", "suspended"): "transport",
    ("literacy", "limited"): "literacy",
    ("internet", "no"): "technology",
    ("phone", "no"): "technology",
    ("insurance", "uninsured"): "insurance",
}
