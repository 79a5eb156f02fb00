"""The class of a change, from the fields of a commitment before and after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from irenicon.drafts.alignment import knowledge
from irenicon.drafts.model import ChangeClass, QuantityChange
from irenicon.findings.model import Commitment

_FIGURE = re.compile(r"\d[\d.,]*")
_SPACE = re.compile(r"\s+")


def classify(one: Commitment, other: Commitment, moved: bool, several: ChangeClass | None) -> tuple[ChangeClass, ...]:
    """All classes that apply to a pair, in the order of what they say; at least one."""
    found: set[ChangeClass] = set()
    if several:
        found.add(several)
    if quantity_change(one, other) and one.quantity and other.quantity:
        found.add("quantity_changed")
    if _other_parties(one.obligors, other.obligors):
        found.add("obligor_changed")
    if _other_parties(one.beneficiaries, other.beneficiaries):
        found.add("beneficiary_changed")
    if bool(one.condition) != bool(other.condition):
        found.add("condition_added" if other.condition else "condition_dropped")
    found |= _firmness(one, other)
    if not found and _plain(one.quote) != _plain(other.quote):
        found.add("reworded")
    if moved:
        found.add("moved")
    if not found:
        found.add("unchanged")
    return tuple(each for each in knowledge()["order"]["classes"] if each in found)


def quantity_change(one: Commitment, other: Commitment) -> QuantityChange | None:
    """How a quantity changed; None where it did not."""
    first, second = _number(one.quantity), _number(other.quantity)
    if one.quantity is None and other.quantity is None:
        return None
    if first is not None and first == second:
        return None
    if first is None and second is None and _plain(one.quantity or "") == _plain(other.quantity or ""):
        return None
    share = round(second / first - 1, 4) if first and second is not None else None
    return QuantityChange(one.quantity, other.quantity, share)


def _other_parties(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both name parties and not the same; a party named or no longer named hardens or softens instead."""
    return bool(one and other) and set(one) != set(other)


def _firmness(one: Commitment, other: Commitment) -> set[ChangeClass]:
    """Hardened, softened, both or neither: modality, and what was added or dropped of deadline, figure and verifier."""
    binding = knowledge()["binding"]
    signs: list[int] = [binding[other.modality] - binding[one.modality]]
    for field in ("deadline", "quantity"):
        signs.append(int(bool(getattr(other, field))) - int(bool(getattr(one, field))))
    signs.append(_sooner(one.deadline, other.deadline))
    signs.append(int(bool(other.slots.get("monitor"))) - int(bool(one.slots.get("monitor"))))
    weak = knowledge()["weakening"]["reasons"]
    came = [reason for reason in other.vague if reason in weak and reason not in one.vague]
    went = [reason for reason in one.vague if reason in weak and reason not in other.vague]
    signs += [-1] * len(came) + [1] * len(went)
    found: set[ChangeClass] = set()
    if sum(signs) > 0:
        found.add("hardened")
    if sum(signs) < 0:
        found.add("softened")
    return found


def _sooner(one: str | None, other: str | None) -> int:
    """+1 where a term in the same words became shorter ("within 30 days" → "within 10 days"), −1 where longer."""
    first, second = _FIGURE.findall(one or ""), _FIGURE.findall(other or "")
    if len(first) != 1 or len(second) != 1 or _FIGURE.sub("", one or "") != _FIGURE.sub("", other or ""):
        return 0
    before, after = _number(one), _number(other)
    if before is None or after is None or before == after:
        return 0
    return 1 if after < before else -1


def _number(quantity: str | None) -> float | None:
    found = _FIGURE.search(quantity or "")
    if found is None:
        return None
    digits = found.group().rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        return float(re.sub(r"\D", "", digits))
    return float(digits.replace(",", ".")) if digits.count(",") + digits.count(".") <= 1 else None


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).casefold().strip(" .;,")


def in_order(sequence: Sequence[int]) -> set[int]:
    """The positions of a longest increasing run of a sequence: what stands outside it has moved."""
    best: list[tuple[int, int]] = []
    for value in sequence:
        before = max(((length, at) for at, (length, _) in enumerate(best) if sequence[at] < value), default=(0, -1))
        best.append((before[0] + 1, before[1]))
    kept: set[int] = set()
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept
