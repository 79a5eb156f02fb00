"""What stands of the findings of a document once people's corrections are applied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.coding.keys import keys_of, placed
from irenicon.coding.model import (
    AddClaim,
    AddCommitment,
    Coded,
    CodedClaim,
    CodedCommitment,
    Correction,
    Key,
    Reject,
    SetField,
    Undo,
)
from irenicon.extraction.checks import SETTLES, checked
from irenicon.findings.model import Claim, Commitment, Saying

Finding = TypeVar("Finding", Commitment, Claim)


class Found(msgspec.Struct, frozen=True):
    """What the program found in a document; `sayings` goes with `commitments` one to one."""

    commitments: tuple[Commitment, ...]
    sayings: tuple[Saying | None, ...]
    claims: tuple[Claim, ...]


def apply(corrections: Sequence[Correction], found: Found, codebook: Codebook) -> Coded:
    """The findings with the corrections that count applied in order of their numbers, the original beside each."""
    state = _State.of(found, codebook)
    unplaced = [one.number for one in counting(corrections) if not state.take(one)]
    return Coded(
        tuple(sorted(state.commitments.values(), key=lambda one: (one.key.start, one.original is None))),
        tuple(sorted(state.claims.values(), key=lambda one: (one.key.start, one.original is None))),
        tuple(unplaced),
    )


def counting(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections that have not been undone, in order of their numbers, without the undoings themselves."""
    ordered = sorted(corrections, key=lambda one: one.number)
    undone: set[int] = set()
    for one in reversed(ordered):
        if isinstance(one.change, Undo) and one.number not in undone:
            undone.add(one.change.correction)
    return tuple(one for one in ordered if one.number not in undone and not isinstance(one.change, Undo))


def saved_together(corrections: Sequence[Correction]) -> tuple[tuple[Correction, ...], ...]:
    """The corrections by what was kept, or taken back, at once: fields of one finding, undoings of such fields."""
    saves: list[list[Correction]] = []
    save_of: dict[int, int] = {}
    for one in sorted(corrections, key=lambda each: each.number):
        if saves and _goes_with(one, saves[-1], save_of):
            saves[-1].append(one)
        else:
            saves.append([one])
        save_of[one.number] = len(saves)
    return tuple(tuple(save) for save in saves)


def _goes_with(one: Correction, save: Sequence[Correction], save_of: dict[int, int]) -> bool:
    last = save[-1]
    if (one.number, one.by, one.at, one.note) != (last.number + 1, last.by, last.at, last.note):
        return False
    if isinstance(one.change, SetField) and isinstance(last.change, SetField):
        fields = [each.change.field for each in save if isinstance(each.change, SetField)]
        return one.change.target == last.change.target and one.change.field not in fields
    if isinstance(one.change, Undo) and isinstance(last.change, Undo):
        undone = [each.change.correction for each in save if isinstance(each.change, Undo)]
        together = save_of.get(one.change.correction) == save_of.get(last.change.correction)
        return together and one.change.correction not in undone
    return False


def refilled(commitment: Commitment, codebook: Codebook) -> Commitment:
    """The commitment as its own fields bear out; slots that words of the text fill are kept as they are."""
    act = codebook.acts.get(commitment.act)
    if act is None:
        return commitment
    kept = {source: commitment.slots.get(slot) for slot, source in act.slots.items()}
    kept["words:MONITOR|OBSERVERS"] = kept.get("monitor")
    return checked(commitment, act, lambda classes: kept.get(f"words:{'|'.join(classes)}"))


class _State(msgspec.Struct):
    commitments: dict[Key, CodedCommitment]
    claims: dict[Key, CodedClaim]
    codebook: Codebook

    @classmethod
    def of(cls, found: Found, codebook: Codebook) -> _State:
        keys = keys_of(found.commitments)
        commitments = {
            key: CodedCommitment(key, one, one, saying)
            for key, one, saying in zip(keys, found.commitments, found.sayings, strict=True)
        }
        claims = {key: CodedClaim(key, one, one) for key, one in zip(keys_of(found.claims), found.claims, strict=True)}
        return cls(commitments, claims, codebook)

    def take(self, correction: Correction) -> bool:
        """Applies one correction; False where what it speaks of is not there."""
        change = correction.change
        if isinstance(change, AddCommitment | AddClaim):
            self._add(change, correction.number)
            return True
        if isinstance(change, Undo):
            return True
        if change.target.sort == "commitment":
            return self._correct_commitment(change, correction.number)
        return self._correct_claim(change, correction.number)

    def _add(self, change: AddCommitment | AddClaim, number: int) -> None:
        if isinstance(change, AddCommitment):
            key = _free(keys_of([change.commitment])[0], self.commitments)
            self.commitments[key] = CodedCommitment(key, change.commitment, None, change.saying, (number,))
        else:
            key = _free(keys_of([change.claim])[0], self.claims)
            self.claims[key] = CodedClaim(key, change.claim, None, (number,))

    def _correct_commitment(self, change: SetField | Reject, number: int) -> bool:
        key = placed(change.target, tuple(self.commitments))
        if key is None:
            return False
        coded = self.commitments[key]
        now = None
        if isinstance(change, SetField) and coded.now is not None:
            now = refilled(_settled(_set(coded.now, change), change), self.codebook)
        numbers = (*coded.corrections, number)
        self.commitments[key] = msgspec.structs.replace(coded, now=now, corrections=numbers)
        return True

    def _correct_claim(self, change: SetField | Reject, number: int) -> bool:
        key = placed(change.target, tuple(self.claims))
        if key is None:
            return False
        coded = self.claims[key]
        now = _set(coded.now, change) if isinstance(change, SetField) and coded.now is not None else None
        self.claims[key] = msgspec.structs.replace(coded, now=now, corrections=(*coded.corrections, number))
        return True


def _free(key: Key, taken: dict[Key, Any]) -> Key:
    while key in taken:
        key = msgspec.structs.replace(key, number=key.number + 1)
    return key


def _set(one: Finding, change: SetField) -> Finding:
    evidence = {name: spans for name, spans in one.evidence.items() if name != change.field}
    if change.evidence:
        evidence[change.field] = change.evidence
    fields = {**msgspec.to_builtins(one), change.field: msgspec.to_builtins(change.value)}
    return msgspec.structs.replace(msgspec.convert(fields, type(one)), evidence=evidence)


def _settled(commitment: Commitment, change: SetField) -> Commitment:
    """Without the reason for vagueness that the field's new value settles."""
    reason = SETTLES.get(change.field)
    if reason is None:
        return commitment
    settles = bool(getattr(commitment, change.field))
    vague = tuple(one for one in commitment.vague if one != reason or not settles)
    return msgspec.structs.replace(commitment, vague=vague)
