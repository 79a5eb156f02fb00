"""What makes a plan hold and who has a part in it, on a terminal and as the tables that pages show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.extraction.claims.sources import AUTHOR
from irenicon.measures.guarantees import Guarantee
from irenicon.measures.participation import Participation, Role, Seat, Table
from irenicon.report.wording import Wording

COVERAGES = ("verified", "overseen", "accessible", "dated", "sanctioned", "answerable", "complete", "bare")
_STATES = {"present": "●", "vague": "○", "absent": "–"}
SHOWN_ROLES = ("drafts", "negotiates", "signs", "guarantees", "verifies", "governs", "absent", "bound")


def matrix(guarantees: Sequence[Guarantee]) -> dict[str, dict[str, tuple[int, ...]]]:
    """Who guarantees whom: guarantor → protected → the commitments; "" stands for somebody who is not named."""
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for each in guarantees:
        for guarantor in each.guarantors or ("",):
            row = found.setdefault(guarantor, {})
            for protected in each.protected or ("",):
                row[protected] = (*row.get(protected, ()), each.commitment)
    return found


def seated(roles: Sequence[Role]) -> dict[str, dict[str, Role]]:
    """Each party's roles by name, in order of first mention, without what it is merely owed."""
    found: dict[str, dict[str, Role]] = {}
    for role in roles:
        if role.role in SHOWN_ROLES:
            found.setdefault(role.party, {})[role.role] = role
    return found


def show_holding(one: DocumentAssessment, words: Wording) -> Iterator[RenderableType]:
    """Guarantees, coverage, asymmetries, components and levels of strength, and who has a part."""
    yield Text(words("holding", "holding"), style="bold")
    for given in one.holding.guarantees:
        by, owed = ", ".join(given.guarantors) or words("nobody"), ", ".join(given.protected) or words("nobody")
        yield Text(f"  {one.commitments[given.commitment].point} {by} → {owed}")
        yield Text(f"    {' · '.join(_stated(one, given, words))}", style="dim")
    if not one.holding.guarantees:
        yield Text(f"  {words('no_guarantee', 'holding')}", style="yellow")
    for name in COVERAGES:
        coverage = getattr(one.holding, name)
        if coverage.share is not None:
            yield Text(f"  {words(name, 'holding')}: {len(coverage.having)}/{len(coverage.of)} ({coverage.share:.0%})")
    for alone in one.holding.asymmetries:
        points = _points(one, alone.commitments)
        yield Text(f"  {words(f'alone_{alone.kind}', 'holding')}: {alone.party} ({points})", style="yellow")
    states = [f"{words(part.name, 'component')} {_STATES[part.state]}" for part in one.strength.components]
    yield Text(f"  {words('components', 'holding')}: {', '.join(states)}")
    yield Text("    " + ", ".join(f"{mark} {words(state, 'state')}" for state, mark in _STATES.items()), style="dim")
    for dimension in ("obligation", "precision", "delegation"):
        levels = [
            f"{words(level.name, 'level')} {len(level.commitments)}" for level in getattr(one.strength, dimension)
        ]
        yield Text(f"  {words(dimension, 'holding')}: {', '.join(levels)}")
    yield from _participation(one.participation, words)


def _participation(part: Participation, words: Wording) -> Iterator[RenderableType]:
    yield from _by_role(part.roles, words)
    if unheard := [role.party for role in part.bound_unheard]:
        yield Text(f"  {words('unheard', 'holding')}: {', '.join(unheard)}")
    absent = [words(group.name, "affected") for group in part.groups if not group.spans]
    if absent:
        yield Text(f"  {words('groups_absent', 'holding')}: {', '.join(absent)}")


def _by_role(held: Sequence[Role | Seat], words: Wording) -> Iterator[RenderableType]:
    """A line for each role that somebody has, but for being bound, which nearly all are."""
    for name in SHOWN_ROLES[:-1]:
        if parties := [each.party for each in held if each.role == name]:
            yield Text(f"  {words(name, 'role')}: {', '.join(parties)}")


def show_left_out(one: DocumentAssessment, words: Wording) -> Iterator[RenderableType]:
    """What reporting says of those who had no part, with who says so."""
    if not one.participation.left_out:
        return
    yield Text(words("left_out", "holding"), style="bold")
    for index in one.participation.left_out:
        claim = one.claims[index]
        who = words("author", "source_type") if claim.source == AUTHOR else claim.source
        yield Text(f"  {' '.join(claim.quote.split())} ({who}, {words(claim.status, 'status')})")


def show_table(assessment: Assessment, words: Wording) -> Iterator[RenderableType]:
    """Who sits at the table over all documents."""
    found: Table = assessment.table
    yield Text(words("table", "holding"), style="bold")
    yield from _by_role(found.seats, words)
    if found.bound_absent:
        yield Text(f"  {words('bound_absent', 'holding')}: {', '.join(found.bound_absent)}", style="yellow")
    if found.bound_unheard:
        yield Text(f"  {words('unheard', 'holding')}: {', '.join(found.bound_unheard)}", style="yellow")
    yield Text()


def _stated(one: DocumentAssessment, given: Guarantee, words: Wording) -> Iterator[str]:
    for name in ("trigger", "response", "duration", "legal form"):
        value = getattr(given, name.replace(" ", "_"))
        yield f"{words(name, 'holding')}: {value or words('not_stated', 'holding')}"
    if given.lapses:
        yield f"{words('lapses', 'holding')}: {_points(one, given.lapses)}"


def _points(one: DocumentAssessment, indices: Sequence[int]) -> str:
    return ", ".join(dict.fromkeys(one.commitments[index].point for index in indices))
