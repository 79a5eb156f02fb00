"""The brief in sentences, each with the commitments it was computed from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.codebook.model import Codebook
from irenicon.findings.model import ALL, Commitment
from irenicon.measures.brief import BriefPoint, brief
from irenicon.report.wording import Wording


class BriefSentence(msgspec.Struct, frozen=True):
    """One sentence of the brief, and the commitments of its document (indices) that it speaks of."""

    text: str
    document: int
    commitments: tuple[int, ...] = ()


def sentences(assessment: Assessment, codebook: Codebook, words: Wording) -> tuple[BriefSentence, ...]:
    """The brief of the last text among the documents that has commitments, in the language of `words`; () for articles
    alone, which have no balance."""
    texts = [index for index, one in enumerate(assessment.documents) if one.entry.is_text and one.commitments]
    if not texts:
        return ()
    number = texts[-1]
    one = assessment.documents[number]
    points = brief(one.commitments, one.balance, codebook, assessment.table.bound_absent)
    found = [BriefSentence(_said(point, one, codebook, words), number, point.commitments) for point in points]
    differing = len(assessment.ledger.contradictions)
    if differing:
        found.append(BriefSentence(words("disagree", "brief").format(count=words.figure(differing)), number))
    return tuple(found)


def party(name: str, codebook: Codebook, words: Wording) -> str:
    """What a party is called in the language of the reader; as the text has it where no other name is known."""
    if name == ALL:
        return words("all_parties", "brief")
    return _usual(codebook, words.language).get(name, name)


@cache
def _usual(codebook: Codebook, language: str) -> dict[str, str]:
    usual: dict[str, str] = {}
    for name in codebook.names.get(language, ()):
        if name.form == "name":
            usual.setdefault(name.name, name.written)
    return usual


def _said(point: BriefPoint, one: DocumentAssessment, codebook: Codebook, words: Wording) -> str:
    named = [party(name, codebook, words) for name in point.parties]
    key = point.kind
    if key == "guarantees" and not named:
        key = "guarantees_unnamed"  # type: ignore[assignment]
    elif key == "guarantees" and any(index not in point.told for index in point.commitments[point.count :]):
        key = "guarantees_lapse"  # type: ignore[assignment]
    return words(key, "brief").format(
        party=_listed(named, words),
        count=words.figure(point.count),
        concrete=words.figure(point.concrete),
        shown=words.figure(len(point.commitments)),
        told="; ".join(clause(one.commitments[index], codebook, words) for index in point.told),
        protected=_listed(
            [
                party(name, codebook, words)
                for name in dict.fromkeys(name for index in point.told for name in one.commitments[index].beneficiaries)
            ],
            words,
        ),
    )


def clause(one: Commitment, codebook: Codebook, words: Wording) -> str:
    """A commitment in a few words: its act, figure and place, and its point."""
    act = words.act(codebook.acts[one.act])
    said = act[:1].lower() + act[1:]
    details = [each for each in (one.quantity, ", ".join(one.place)) if each]
    said += f" ({', '.join(details)})" if details else ""
    return f"{said} [{one.point}]" if one.point else said


def _listed(names: Sequence[str], words: Wording) -> str:
    if len(names) < 2:
        return names[0] if names else words("nobody")
    return f"{', '.join(names[:-1])} {words('and', 'brief')} {names[-1]}"
