"""At whose expense an act is, whoever performs it: mostly the obligor's, else of the side that loses by it."""

from __future__ import annotations

from collections.abc import Callable

from irenicon.extraction.rules.setting import Setting
from irenicon.extraction.rules.subjects import governing_preposition
from irenicon.findings.model import ALL
from irenicon.languages.model import Mention

_SIDES = frozenset({"state", "territory", "armed_group", "party", "people"})
_NEAR = 3  # words between what is owned and whose it is


def borne_by(setting: Setting, obligors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> tuple[str, ...]:
    """The sides that lose or tie up something by the act, in order of mention; () where it costs no side."""
    for source in setting.rules.borne:
        if (found := SOURCES[source](setting, obligors, beneficiaries)) is not None:
            return found
    return obligors


def _nobody(setting: Setting, obligors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> tuple[str, ...] | None:
    """A service or a matter of procedure."""
    return ()


def _served(setting: Setting, obligors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> tuple[str, ...] | None:
    """Nobody, where only third parties do it: bodies, organisations and those that the text creates."""
    parties = setting.reading.kinds
    sides = {*setting.sides.principals, *setting.sides.named_states, ALL}
    if obligors and all(name not in sides and parties.get(name) not in _SIDES for name in obligors):
        return ()
    return None


def _landowner(setting: Setting, obligors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> tuple[str, ...] | None:
    """The principal side that gains nothing by it, where others recognise its land as another's."""
    losers = tuple(name for name in setting.sides.principals if name not in beneficiaries)
    others = tuple(sorted(setting.sides.named_states - {*beneficiaries, *obligors}))
    if len(others) == 1 and beneficiaries:
        return others
    if set(obligors) & set(losers):
        return tuple(name for name in obligors if name in losers)
    return losers if len(losers) == 1 else None


def _owner(setting: Setting, obligors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> tuple[str, ...] | None:
    """Whose the assets are: named by an adjective, a genitive or "of" beside the word for them."""
    for hit in setting.analysis.classes(0, len(setting.analysis.tokens), "ASSETS"):
        for mention in _owners(setting, hit.first - _NEAR, hit.last + _NEAR, hit.last):
            return (mention.name,)
    return None


def _owners(setting: Setting, first: int, last: int, behind: int) -> list[Mention]:
    """Those named by an adjective or genitive before the end of the assets' words, or by "of" behind them."""
    near = setting.parties(max(0, first), last)
    return [
        one
        for one in near
        if (one.first < behind and one.form in ("adjective", "genitive"))
        or (one.first >= behind and governing_preposition(setting.analysis, one, behind - 1) == "OF")
    ]


def _target(setting: Setting, obligors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> tuple[str, ...] | None:
    """Whom sanctions or a response are against: a side named that neither acts nor gains."""
    named = [one.name for one in setting.parties(0, len(setting.analysis.tokens)) if one.kind in _SIDES]
    others = tuple(dict.fromkeys(name for name in named if name not in (*obligors, *beneficiaries)))
    return others or None


def _shut_out(setting: Setting, obligors: tuple[str, ...], beneficiaries: tuple[str, ...]) -> tuple[str, ...] | None:
    """The alliance, and the side that it shuts its door to or keeps its troops out of."""
    named = [one for one in setting.parties(setting.unit.first, setting.end) if one.kind in _SIDES]
    barred = [one.name for one in named if one.name not in (*obligors, *beneficiaries)]
    alliance = any(setting.reading.kinds.get(name) in ("alliance", "organisation") for name in obligors)
    return tuple(dict.fromkeys((*obligors, *barred[:1]))) if alliance and barred else None


SOURCES: dict[str, Callable[[Setting, tuple[str, ...], tuple[str, ...]], tuple[str, ...] | None]] = {
    "nobody": _nobody,
    "served": _served,
    "landowner": _landowner,
    "owner": _owner,
    "target": _target,
    "shut_out": _shut_out,
}
