"""What is concrete in a commitment and what is not, judged from its fields: the same for every reader and for rows that
people corrected."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from irenicon.codebook.model import Act
from irenicon.findings.model import Commitment

REASONS = (
    "unnamed_obligor", "undefined_object", "undefined_place", "unquantified", "no_deadline", "open_standard",
    "agreement_to_agree", "expectation_only", "open_condition",
)  # fmt: skip
# The reason for vagueness that a field settles once it has a value.
SETTLES = {
    "obligors": "unnamed_obligor",
    "place": "undefined_place",
    "quantity": "unquantified",
    "deadline": "no_deadline",
}
_SPOILS = {**SETTLES, "condition": "open_condition"}
_ALWAYS_SETTLED = ("quantity", "deadline")  # a place may be named and its bounds left open all the same

Words = Callable[[tuple[str, ...]], str | None]


def checked(one: Commitment, act: Act, words: Words) -> Commitment:
    """The commitment with the reasons that its own fields bear out, and with the slots of its act filled.

    `words` gives, for word classes, the words of the text that fill a slot, or None.
    """
    judged = msgspec.structs.replace(one, vague=_reasons(one))
    return msgspec.structs.replace(judged, slots=_slots(judged, act, words))


def _reasons(one: Commitment) -> tuple[str, ...]:
    """The reasons given, without those that a field contradicts and with those that a field shows."""
    settled = {SETTLES[field] for field in _ALWAYS_SETTLED if getattr(one, field)}
    shown = {"unnamed_obligor": not one.obligors, "expectation_only": one.modality == "expectation"}
    return tuple(reason for reason in REASONS if shown.get(reason, reason in one.vague and reason not in settled))


def _slots(one: Commitment, act: Act, words: Words) -> dict[str, str | None]:
    """For each slot of the act the words that fill it testably, or None."""
    return {slot: _filling(one, source, words) for slot, source in act.slots.items()}


def _filling(one: Commitment, source: str, words: Words) -> str | None:
    if source.startswith("words:"):
        classes = tuple(source.removeprefix("words:").split("|"))
        return None if "undefined_object" in one.vague else words(classes)
    if source == "monitor":
        return words(("MONITOR", "OBSERVERS"))
    if _SPOILS.get(source) in one.vague:
        return None
    value = getattr(one, source, None)
    return (", ".join(value) or None) if isinstance(value, tuple) else value
