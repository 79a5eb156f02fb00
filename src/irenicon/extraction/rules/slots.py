"""Which slots of an act a commitment fills testably, and a sentence on what is concrete and what is not."""

from __future__ import annotations

from collections.abc import Mapping

from irenicon.extraction.rules.fields import Read
from irenicon.extraction.rules.setting import Setting

# What makes a field's value no testable filling of a slot.
_SPOILED = {
    "place": "undefined_place",
    "quantity": "unquantified",
    "deadline": "no_deadline",
    "condition": "open_condition",
}


def fill(
    setting: Setting, fields: Mapping[str, Read | tuple[str, ...] | None], vague: tuple[str, ...]
) -> dict[str, str | None]:
    """For each slot of the act the words that fill it testably, or None."""
    return {slot: _filling(setting, source, fields, vague) for slot, source in setting.act.slots.items()}


def _filling(
    setting: Setting, source: str, fields: Mapping[str, Read | tuple[str, ...] | None], vague: tuple[str, ...]
) -> str | None:
    if source.startswith("words:"):
        return _words(setting, tuple(source.removeprefix("words:").split("|")), vague)
    if source == "monitor":
        return _words(setting, ("MONITOR", "OBSERVERS"), ())
    if _SPOILED.get(source) in vague:
        return None
    value = fields.get(source)
    if isinstance(value, Read):
        return value.value
    return ", ".join(value) if value else None


def _words(setting: Setting, classes: tuple[str, ...], vague: tuple[str, ...]) -> str | None:
    if "undefined_object" in vague:
        return None
    for hit in setting.analysis.classes(0, len(setting.analysis.tokens), *classes):
        return setting.words(hit.first, hit.last)
    return None
