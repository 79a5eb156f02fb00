"""The assessment as an article: headings, paragraphs, tables and pictures as data, for whatever prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.codebook.model import Codebook
from irenicon.extraction.claims.words import percentages
from irenicon.findings.model import Claim, Commitment
from irenicon.report.dossier import Voice, disagreements, joined
from irenicon.report.heading import facts, title
from irenicon.report.wording import Wording, in_return, said_by

Style = Literal["plain", "strong", "quiet", "quote"]


class Line(msgspec.Struct, frozen=True):
    """A line of a cell."""

    text: str
    style: Style = "plain"


Cell = tuple[Line, ...]


class Heading(msgspec.Struct, frozen=True, tag_field="block", tag="heading"):
    """A heading; level 1 is the highest below the title."""

    level: int
    text: str


class Paragraph(msgspec.Struct, frozen=True, tag_field="block", tag="paragraph"):
    """A paragraph."""

    text: str
    style: Style = "plain"


class Bullets(msgspec.Struct, frozen=True, tag_field="block", tag="bullets"):
    """A list."""

    items: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, tag_field="block", tag="table"):
    """A table; `widths` are the shares of its columns."""

    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Bar(msgspec.Struct, frozen=True):
    """What a party gives and gets, counted."""

    name: str
    gives: tuple[int, int]
    gets: tuple[int, int]


class Bars(msgspec.Struct, frozen=True, tag_field="block", tag="bars"):
    """A picture: per party firm and vague, given to the left and got to the right; `most` on one side of any."""

    left: str
    right: str
    key: tuple[str, str]
    most: int
    bars: tuple[Bar, ...]


class Range(msgspec.Struct, frozen=True):
    """A balance in [−1, 1], as told in print, its interval, and what halving or doubling a weight makes of it."""

    name: str
    value: float
    told: str
    interval: tuple[float, float] | None
    swing: tuple[float, float] | None


class Ranges(msgspec.Struct, frozen=True, tag_field="block", tag="ranges"):
    """A picture: the balance of each party on one line."""

    key: str
    ranges: tuple[Range, ...]


class Mark(msgspec.Struct, frozen=True):
    """A commitment by its firmness, 0–1; `open` where it is vague."""

    value: float
    open: bool


class Strip(msgspec.Struct, frozen=True, tag_field="block", tag="strip"):
    """A picture: one mark a commitment, in the order of the text; `lead` tells how shaded marks are read."""

    lead: str
    key: tuple[str, str]
    marks: tuple[Mark, ...]


Block = Heading | Paragraph | Bullets | Table | Bars | Ranges | Strip


class Article(msgspec.Struct, frozen=True):
    """An article in a language: its title, the line below it, the name of its list of contents, its blocks."""

    language: str
    title: str
    below: str
    contents: str
    blocks: tuple[Block, ...]


def to_article(assessment: Assessment, codebook: Codebook, words: Wording) -> Article:
    """The article of an assessment."""
    documents = assessment.documents
    several = len(documents) > 1
    blocks: list[Block] = []
    if several:
        blocks += _dossier(assessment, codebook, words)
    for one in documents:
        if several:
            blocks += [Heading(1, title(one.document)), Paragraph(_facts(one, words), "quiet")]
        blocks += _document(one, assessment, codebook, words)
    blocks += _sources(assessment, words)
    if assessment.failures:
        blocks += [Heading(1, words("failures")), Bullets(tuple(one.reason for one in assessment.failures))]
    blocks += [Heading(1, words("how")), Paragraph(words("how_text"))]
    first = documents[0] if documents else None
    return Article(
        language=words.language,
        title=title(first.document) if first else "Irenicon",
        below=f"{len(documents)} {words('documents').lower()}" if several else _facts(first, words) if first else "",
        contents=words("contents"),
        blocks=tuple(blocks),
    )


def _facts(one: DocumentAssessment, words: Wording) -> str:
    return " · ".join(facts(one.document, words))


def _document(one: DocumentAssessment, assessment: Assessment, codebook: Codebook, words: Wording) -> Iterator[Block]:
    yield from (Paragraph(f"{words('remarks')}: {remark}", "quiet") for remark in one.document.remarks)
    level = 2 if len(assessment.documents) > 1 else 1
    if one.commitments:
        firm = sum(each.firm for each in one.commitments)
        yield Paragraph(f"{len(one.commitments)} {words('commitments')}, {firm} {words('firm')}", "strong")
        yield Heading(level, words("firmness"))
        marks = (Mark(each.value, not c.firm) for each, c in zip(one.firmness, one.commitments, strict=True))
        yield Strip(words("firmness_print"), (words("firm"), words("vague")), tuple(marks))
        yield from _balance(one, level, words)
        yield from _missing(one, level, words)
        yield from _holding(one, level, words)
        yield Heading(level, words("ledger"))
        yield Paragraph(words("ledger_lead"), "quiet")
        yield _ledger(one, codebook, words)
    else:
        yield Paragraph(words("no_commitments"))
    if one.claims:
        yield Heading(level, words("claims"))
        yield Paragraph(words("claims_lead"), "quiet")
        yield _claims(one, assessment, words)


def _balance(one: DocumentAssessment, level: int, words: Wording) -> Iterator[Block]:
    parties = one.balance.parties
    yield Heading(level, words("balance"))
    yield Paragraph(words("balance_lead"), "quiet")
    sides = [side for party in parties for side in (party.gives, party.gets)]
    yield Bars(
        left=words("gives"),
        right=words("gets"),
        key=(words("firm"), words("vague")),
        most=max((side.firm + side.vague for side in sides), default=0) or 1,
        bars=tuple(
            Bar(party.party, (party.gives.firm, party.gives.vague), (party.gets.firm, party.gets.vague))
            for party in parties
        ),
    )
    weighed = (f"{words('weighted')}: −1 {words('gives').lower()} … +1 {words('gets').lower()}", words("interval"))
    yield Ranges(
        key=f"{weighed[0]}; ━ {words('sensitivity_lead')} ─ {weighed[1]}",
        ranges=tuple(
            Range(party.party, party.balance, f"{party.balance:+.2f}", party.interval, party.swing)
            for party in parties
            if party.balance is not None
        ),
    )
    unmet = [party for party in parties if party.unrequited is not None]
    yield Bullets(tuple(f"{party.party}: {words('unrequited')} {party.unrequited:.0%}" for party in unmet))


def _missing(one: DocumentAssessment, level: int, words: Wording) -> Iterator[Block]:
    yield Heading(level, words("missing"))
    for kind in one.missing.__struct_fields__:
        indices: tuple[int, ...] = getattr(one.missing, kind)
        yield Paragraph(f"{words(kind, 'missing')}: {len(indices) or words('none_missing')}", "strong")
        if indices:
            yield Bullets(tuple(_cited(one.commitments[index]) for index in indices))


def _cited(one: Commitment) -> str:
    return " ".join(f"{one.point}  {one.quote}".split()) if one.point else " ".join(one.quote.split())


def _holding(one: DocumentAssessment, level: int, words: Wording) -> Iterator[Block]:
    holding = one.holding
    yield Heading(level, words("holding", "holding"))
    yield Table(
        (words("components", "holding"), "", words("point")),
        (5, 2, 3),
        tuple(
            (
                (Line(words(part.name, "component")),),
                (Line(words(part.state, "state")),),
                (Line(_at(one, part.commitments)),),
            )
            for part in one.strength.components
        ),
    )
    if holding.guarantees:
        names = ("trigger", "response", "duration", "legal form", "lapses")
        heads = (words("guarantee", "holding"), *(words(name, "holding") for name in names))
        yield Table(heads, (4, 3, 3, 3, 3, 2), tuple(_guarantees(one, words)))
    told = [
        f"{words(name, 'holding')}: {len(share.having)}/{len(share.of)}"
        for name, share in (
            ("verified", holding.verified),
            ("dated", holding.dated),
            ("sanctioned", holding.sanctioned),
        )
        if share.share is not None
    ]
    told += [
        f"{words(f'alone_{each.kind}', 'holding')}: {each.party} ({_at(one, each.commitments)})"
        for each in holding.asymmetries
    ]
    part = one.participation
    named = {
        "signatories": part.signatories,
        "unheard": tuple(role.party for role in part.bound_unheard),
        "groups": tuple(words(group.name, "affected") for group in part.groups if group.spans),
        "groups_absent": tuple(words(group.name, "affected") for group in part.groups if not group.spans),
    }
    yield Bullets((*told, *(f"{words(name, 'holding')}: {', '.join(who)}" for name, who in named.items() if who)))


def _guarantees(one: DocumentAssessment, words: Wording) -> Iterator[tuple[Cell, ...]]:
    for each in one.holding.guarantees:
        who = ", ".join(each.guarantors) or words("nobody")
        who += f" → {', '.join(each.protected)}" if each.protected else ""
        stated = (each.trigger, each.response, each.duration, each.legal_form)
        yield (
            (Line(one.commitments[each.commitment].point, "quiet"), Line(who)),
            *((Line(value) if value else Line(words("not_stated", "holding"), "quiet"),) for value in stated),
            (Line(_at(one, each.lapses)),),
        )


def _at(one: DocumentAssessment, indices: Sequence[int]) -> str:
    return ", ".join(dict.fromkeys(one.commitments[index].point for index in indices))


def _ledger(one: DocumentAssessment, codebook: Codebook, words: Wording) -> Table:
    heads = (words("point"), words("who"), words("what"), words("quote"))
    return Table(heads, (2, 5, 7, 10), tuple(_entry(each, codebook, words) for each in one.commitments))


def _entry(one: Commitment, codebook: Codebook, words: Wording) -> tuple[Cell, ...]:
    who = [Line(", ".join(one.obligors) or words("nobody"), "plain" if one.obligors else "quiet")]
    if one.beneficiaries:
        who.append(Line(f"→ {', '.join(one.beneficiaries)}", "quiet"))
    terms = (
        (words("quantity"), one.quantity),
        (words("place"), ", ".join(one.place)),
        (words("deadline"), one.deadline),
        (words("condition"), one.condition),
        (words("exchange"), in_return(one, codebook, words)),
    )
    reasons = ", ".join(words(reason, "vague") for reason in one.vague)
    said = [Line(f"{words(one.modality, 'modality')}: {words.act(codebook.acts[one.act])}", "strong")]
    said += [Line(f"{name}: {value}", "quiet") for name, value in terms if value]
    said += [Line(f"○ {reasons}" if reasons else f"● {words('firm')}")]
    return (Line(one.point, "quiet"),), tuple(who), tuple(said), (Line(" ".join(one.quote.split()), "quote"),)


def _claims(one: DocumentAssessment, assessment: Assessment, words: Wording) -> Table:
    heads = (words("source"), words("status"), words("quote"))
    return Table(heads, (6, 4, 12), tuple(_claim(each, one, assessment, words) for each in one.claims))


def _claim(claim: Claim, one: DocumentAssessment, assessment: Assessment, words: Wording) -> tuple[Cell, ...]:
    grade = assessment.grade(claim.source)
    who = _named(claim.source, words) + (f" ({grade})" if grade else "")
    range_ = percentages(claim.likelihood, one.document.language) if claim.likelihood else None
    how = [Line(words(claim.status, "status")), Line(words(claim.kind, "claim_kind"), "quiet")]
    if range_:
        how.append(Line(f"{claim.likelihood}: {range_[0]}–{range_[1]} % ({words('likelihood')})", "quiet"))
    kind = words(claim.source_type, "source_type")
    told = (Line(who),) if kind == who else (Line(who), Line(kind, "quiet"))
    return told, tuple(how), (Line(" ".join(claim.quote.split()), "quote"),)


def _named(source: str, words: Wording) -> str:
    """The source as named; "author" and "unnamed" in the words of the article."""
    return words(source, "source_type")


def _dossier(assessment: Assessment, codebook: Codebook, words: Wording) -> Iterator[Block]:
    yield Heading(1, words("documents"))
    yield Bullets(
        tuple(
            f"[{number}] {title(one.document)}: {_facts(one, words)}"
            for number, one in enumerate(assessment.documents, 1)
        )
    )
    found = disagreements(assessment)
    yield Heading(1, words("contradictions"))
    yield Paragraph(words("contradictions_lead" if found else "no_contradictions"), "quiet")
    if found:
        rows = tuple(
            (
                (
                    Line(words.act(codebook.acts[each.act]), "strong"),
                    Line(", ".join(words(field, "differs") for field in each.differs), "quiet"),
                ),
                *(
                    (Line(" ".join(v.commitment.quote.split()), "quote"), *_voiced(v, words))
                    for v in (each.one, each.other)
                ),
            )
            for each in found
        )
        yield Table((words("what"), words("quote"), words("quote")), (5, 8, 8), rows)
    yield Heading(1, words("dossier"))
    yield Paragraph(words("dossier_lead"), "quiet")
    rows = tuple(
        (
            (
                Line(words.act(codebook.acts[row.act]), "strong"),
                Line(", ".join(row.voices[0].commitment.obligors) or words("nobody"), "quiet"),
            ),
            tuple(line for voice in row.voices for line in _voiced(voice, words)),
            (Line(words(row.standing, "standing")),),
        )
        for row in joined(assessment)
    )
    yield Table((words("what"), words("said_by"), words("standing")), (6, 10, 5), rows)


def _voiced(voice: Voice, words: Wording) -> tuple[Line, ...]:
    place = f"[{voice.ref.document + 1}] {voice.commitment.point}".strip()
    return (Line(f"{place} {said_by(voice.said_by, words)}"),)


def _sources(assessment: Assessment, words: Wording) -> Iterator[Block]:
    """Where the texts come from, and whom they name for what they claim."""
    yield Heading(1, words("sources"))
    heads = tuple(words(name, "column") for name in ("document", "source", "author", "date"))
    yield Table(
        heads,
        (8, 8, 5, 4),
        tuple(
            tuple((Line(value or "–"),) for value in (title(one), one.source, one.author, one.date))
            for one in (each.document for each in assessment.documents)
        ),
    )
    named: dict[tuple[str, str], int] = {}
    for one in assessment.documents:
        for claim in one.claims:
            key = (_named(claim.source, words), words(claim.source_type, "source_type"))
            named[key] = named.get(key, 0) + 1
    if named:
        heads = (words("source"), words("source_type", "column"), words("grade", "column"), words("claims", "column"))
        rows = (
            ((Line(name),), (Line(sort),), (Line(str(assessment.grade(name) or "–")),), (Line(str(number)),))
            for (name, sort), number in named.items()
        )
        yield Table(heads, (9, 5, 4, 4), tuple(rows))
