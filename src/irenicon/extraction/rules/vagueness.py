"""The reasons why one could not tell whether a commitment was kept."""

from __future__ import annotations

from irenicon.codebook.model import Modality
from irenicon.extraction.checks import REASONS
from irenicon.extraction.rules.fields import Read, conditions
from irenicon.extraction.rules.obligors import stipulated_by
from irenicon.extraction.rules.setting import Setting


def vagueness(
    setting: Setting,
    obligors: tuple[str, ...],
    modality: Modality,
    quantity: Read | None,
    deadline: Read | None,
    condition: Read | None,
) -> tuple[str, ...]:
    """The codebook's reasons that apply, in its order; () for a concrete commitment."""
    found = {
        "unnamed_obligor": not obligors,
        "undefined_object": _undefined_object(setting),
        "undefined_place": _undefined_place(setting, quantity),
        "unquantified": "quantity" in setting.act.needs and quantity is None and modality != "prohibition",
        "no_deadline": deadline is None and _done_once(setting, modality, condition is not None),
        "open_standard": _has(setting, "OPEN_STANDARD"),
        "agreement_to_agree": _agree_later(setting),
        "expectation_only": modality == "expectation",
        "open_condition": _anywhere(setting, "OPEN_CONDITION"),
    }
    return tuple(reason for reason in REASONS if found[reason])


def _has(setting: Setting, word_class: str) -> bool:
    """Whether a word of the class stands in the act's own stretch, its subject included."""
    first = setting.unit.opener
    if setting.subject and setting.subject.first < first:
        first = setting.subject.first
    return setting.analysis.has(first, setting.end, word_class)


def _anywhere(setting: Setting, word_class: str) -> bool:
    """Whether a word of the class stands in the act's stretch or in a condition it hangs on."""
    return _has(setting, word_class) or any(
        setting.analysis.has(unit.first, unit.last, word_class) for unit in conditions(setting)
    )


def _done_once(setting: Setting, modality: Modality, conditional: bool) -> bool:
    """Whether the act is done once and so needs a time: by its kind, or by its verb ("adopt", "extend", "restart").

    What is done on a condition has its time in it.
    """
    if modality in ("prohibition", "permission", "declaration") or conditional:
        return False
    if modality == "expectation" and "deadline" not in setting.act.needs:
        return False
    first, last = setting.unit.first, setting.end
    head = setting.found.head
    if stipulated_by(setting):
        return True
    if _stands(setting, first, setting.found.last) and not setting.analysis.has(head.first, head.last, "ONCE_VERB"):
        return False
    if "deadline" in setting.act.needs:
        return True
    return setting.analysis.has(first, last, "ONCE_VERB")


def _stands(setting: Setting, first: int, last: int) -> bool:
    """Whether the verb is one of lasting ("remain"), not an adjective made of it ("remaining prisoners")."""
    rest = {hit.first for hit in setting.analysis.classes(first, last, "REMAINDER")}
    return any(hit.first not in rest for hit in setting.analysis.classes(first, last, "STANDING_VERB"))


def _undefined_object(setting: Setting) -> bool:
    if "object" in setting.act.needs:
        return True
    first = setting.unit.opener if setting.unit.role != "purpose" else 0
    for hit in setting.analysis.classes(first, setting.end, "UNDEFINED_OBJECT"):
        if hit.first <= setting.found.last + 1:
            return True
    return False


def _undefined_place(setting: Setting, quantity: Read | None) -> bool:
    if _anywhere(setting, "UNDEFINED_PLACE"):
        return True
    if "bounds" not in setting.act.needs or quantity is not None:
        return False
    known = setting.analysis.has(setting.found.first - 1, setting.found.first, "DEFINITE") or any(
        setting.analysis.has(hit.first - 1, hit.first, "DEFINITE")
        for hit in setting.analysis.classes(setting.unit.first, setting.end, "DMZ")
    )
    bounded = known or setting.analysis.has(setting.unit.first, setting.end, "LINE")
    return not bounded and not _anaphoric(setting)


def _anaphoric(setting: Setting) -> bool:
    """Whether the zone is the area that the commitment before it in the point has named."""
    return bool(setting.previous) and bool(setting.previous[-1].place)


def _agree_later(setting: Setting) -> bool:
    if _anywhere(setting, "AGREE_LATER"):
        return True
    if setting.act.id != "negotiate_further":
        return False
    return setting.analysis.has(setting.found.head.last, len(setting.analysis.tokens), "ABOUT", "PURPOSE", "TO")
