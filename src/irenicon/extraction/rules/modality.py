"""How a commitment binds: obligation, prohibition, permission, declaration or expectation; and whether it is only
reported."""

from __future__ import annotations

from irenicon.codebook.model import Modality
from irenicon.extraction.rules.obligors import stipulated_by
from irenicon.extraction.rules.setting import Setting
from irenicon.extraction.rules.subjects import predicate
from irenicon.languages.model import Hit

_TO_COLON = 8  # words between the negation of a lead and the list under it


def modality(setting: Setting) -> Modality:
    """The modality of an act by its predicate and the one that governs it, its negation and the act's own default."""
    governing = _governing(setting)
    classes = set(setting.said.classes if setting.said else ()) | governing
    if setting.said is None:
        unit = setting.unit
        classes |= {hit.word_class for hit in setting.analysis.classes(unit.first, setting.end, "PERMIT", "EXPECT")}
    if ("EXPECT" in classes and "PERMIT" not in classes) or setting.analysis.has(
        _start(setting), setting.unit.last, "PERHAPS"
    ):
        return "expectation"
    negated = _negated(setting)
    if _left_free(setting):
        return "permission"
    if "PERMIT" in classes and not negated and not setting.analysis.has(setting.unit.first, setting.end, "AT_MOST"):
        return "permission"
    if negated:
        return "prohibition"
    return "obligation" if setting.found.head.word_class in setting.rules.deeds else setting.act.modality


def _left_free(setting: Setting) -> bool:
    """Whether the sentence says that nothing keeps the doer from it ("Nothing prevents X from …")."""
    last = setting.found.last
    return setting.analysis.has(0, last, "NOTHING") and setting.analysis.has(0, last, "LEAVES_FREE")


def _start(setting: Setting) -> int:
    unit = setting.unit
    return unit.first if unit.resumes < 0 else setting.analysis.units[unit.resumes].first


def _governing(setting: Setting) -> set[str]:
    """The classes of the predicates that a complement hangs on ("it is expected that …")."""
    unit = setting.unit
    if unit.role != "complement":
        return set()
    found: set[str] = set()
    for other in setting.analysis.units[: setting.found.unit]:
        if other.role == "main" and (said := predicate(setting.analysis, other, setting.reading.pack)):
            found |= said.classes & {"EXPECT"}
    return found


def _negated(setting: Setting) -> bool:
    """Whether the act is to be left undone. Acts whose own words are a negation count only where one binds the doer."""
    unit = setting.unit
    if stipulated_by(setting):
        return False
    first = unit.opener if setting.said is None else min(setting.said.at, setting.found.first)
    last = max(setting.found.last, setting.found.head.last)
    if unit.resumes >= 0 and setting.said is not None:
        last = max(last, setting.said.at + 1)  # "the powers of …, elected by …, cannot be …"
    hits = setting.analysis.classes(min(first, unit.opener), last, "NOT")
    within = any(_reaches(setting, hit) for hit in hits if not _elsewhere(setting, hit))
    verbless = setting.said is None or setting.subject is None
    by_lead = not hits and verbless and _led_by_negation(setting)
    if not (within or by_lead) or setting.analysis.has(setting.unit.first, last, "DOUBLE_NEG"):
        return False
    if not setting.rules.negated:
        return True
    return setting.act.id == "stay_out_of_alliance"


def _led_by_negation(setting: Setting) -> bool:
    """Whether the lead that a list item stands under forbids what it lists ("shall not:")."""
    lead = setting.lead
    if lead is None:
        return False
    nots = lead.classes(0, len(lead.tokens), "NOT")
    return bool(nots) and len(lead.tokens) - nots[-1].last <= _TO_COLON


def _elsewhere(setting: Setting, negation: Hit) -> bool:
    """Whether a negation stands in a clause that only describes something ("factories that are not the state's")."""
    units = setting.analysis.units
    holder = next(index for index, unit in enumerate(units) if unit.first <= negation.first < unit.last)
    return holder != setting.found.unit and units[holder].role in ("relative", "condition", "time", "basis", "cause")


def _reaches(setting: Setting, negation: Hit) -> bool:
    """Whether a negation bears on the act: "no bases, recognition of …" denies the bases alone."""
    own = negation.first >= setting.unit.first
    before = setting.last
    if own or before is None or before.act == setting.act.id or not setting.unit.coordinated:
        return True
    return not setting.analysis.has(negation.first, negation.first + 1, "DETERMINER")
