"""What earlier agreements tell of a plan: the comparable ones, what they add, and how agreements fared."""

from __future__ import annotations

from collections.abc import Collection

from irenicon.codebook.model import Codebook
from irenicon.precedents.comparable import codes_of, comparable, lacking, nearest
from irenicon.precedents.model import Difference, Experience, Filters, Imported, Precedent, Restart
from irenicon.precedents.reading import datasets
from irenicon.precedents.survival import difference, fate


def experience(acts: Collection[str], known: Imported, codebook: Codebook, filters: Filters) -> Experience:
    """The experience that the imported datasets hold of plans with these acts.

    An empty set of comparable agreements is a remark, and the rest is still there.
    """
    codes = {project: tuple(sorted(codes_of(acts, meant))) for project, meant in codebook.codes.items()}
    fitting = comparable(known.pax, filters)
    near = nearest(codes["pax"], fitting) if codes["pax"] else ()
    return Experience(
        codes=codes,
        filters=filters,
        comparable=len(fitting),
        nearest=near,
        lacking=lacking(codes["pax"], near, fitting, codebook.codes["pax"]),
        fate=fate(known.ucdp, datasets()["ucdp"]["end"]),
        differences=_differences(codes["ucdp"], known.ucdp),
        restarts=_restarts(known.endings),
        remarks=tuple(_remarks(known, filters, bool(fitting), bool(codes["pax"]))),
    )


def _differences(codes: Collection[str], ucdp: tuple[Precedent, ...]) -> tuple[Difference, ...]:
    found = [difference(ucdp, code, datasets()["ucdp"]["end"]) for code in codes]
    return tuple(each for each in found if each is not None)


def _restarts(ends: tuple[Precedent, ...]) -> tuple[Restart, ...]:
    known = datasets()["ucdp-termination"]
    fates = {
        outcome: fate([one for one in ends if one.stage == outcome], known["end"])
        for outcome in dict.fromkeys(known["outcome"].values())
    }
    return tuple(Restart(outcome, found) for outcome, found in fates.items() if found is not None)


def _remarks(known: Imported, filters: Filters, fitting: bool, coded: bool) -> list[str]:
    said = []
    if known.pax and not fitting:
        choices = {
            "conflict": sorted({one.conflict for one in known.pax}),
            "stage": sorted({one.stage for one in known.pax}),
            "kind": sorted({one.kind for one in known.pax}),
        }
        given = [
            f"{name} {getattr(filters, name)} (there are {', '.join(found)})"
            for name, found in choices.items()
            if getattr(filters, name)
        ]
        said.append(f"No agreement of PA-X fits {' and '.join(given)}.")
    if not coded:
        said.append("None of the plan's acts has a code in PA-X, so nothing is comparable.")
    return said
