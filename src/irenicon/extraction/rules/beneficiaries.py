"""To whom an act is owed, where the text or the act itself settles it."""

from __future__ import annotations

from collections.abc import Callable

from irenicon.extraction.rules.obligors import receives, resolve
from irenicon.extraction.rules.setting import Setting
from irenicon.extraction.rules.subjects import free_names, governing_preposition
from irenicon.findings.model import ALL
from irenicon.languages.model import Hit

_REACH = 5


def beneficiaries(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """The parties that the act is owed to or that gain by it, in order of mention; () where nothing settles it."""
    if receives(setting) and setting.subject and (found := resolve(setting.subject, setting)):
        return found
    for source in setting.rules.beneficiary:
        if found := SOURCES[source](setting, obligors):
            return found
    return ()


def _recipient(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """Parties after "to", "for", "towards" behind the act's head."""
    found: list[str] = []
    towards = setting.analysis.classes(setting.found.head.last, setting.end, "TOWARDS")
    prepositions = setting.analysis.classes(setting.unit.first, setting.end, "PREPOSITION")
    upon = [hit for hit in prepositions if _sanctions(setting, hit)]
    for hit in (*towards, *upon):
        near = setting.parties(hit.last, hit.last + _REACH)
        found += [mention.name for mention in near if mention.name not in obligors or len(obligors) > 1]
    return tuple(dict.fromkeys(found))


def _sanctions(setting: Setting, preposition: Hit) -> bool:
    """Whether a preposition says against whom sanctions are ("sanctions on X")."""
    return any(hit.last == preposition.first and hit.word_class == "SANCTIONS" for hit in setting.analysis.hits)


def _object(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """A party named outright behind the head ("will not prevent Ukraine from …")."""
    named = free_names(setting.analysis, setting.found.head.last, setting.end)
    return tuple(name for name in named if name not in obligors)


def _possessor(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """Whose the thing is ("Ukraine's sovereignty", "from the territory of Ukraine")."""
    for mention in setting.parties(setting.unit.opener, setting.end):
        of = governing_preposition(setting.analysis, mention, setting.unit.first) is not None
        if (mention.form in ("adjective", "genitive") or of) and mention.name not in obligors:
            if mention.kind in ("state", "territory", "party", "people", "armed_group"):
                return (mention.name,)
    return ()


def _victim(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """Who is attacked in the condition or the act."""
    for unit in (*setting.units("condition"), setting.unit):
        for hit in setting.analysis.classes(unit.first, unit.last, "INVADE", "ATTACK"):
            named = [m.name for m in setting.parties(unit.first, unit.last)]
            after = [m.name for m in setting.parties(hit.last, unit.last)]
            if after:
                return (after[0],)
            if setting.reading.pack.verb_second and len(named) > 1:
                return (named[-1],)
    return ()


def _host(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """The state that the act takes place in."""
    for mention in setting.parties(setting.found.head.first, setting.end):
        if mention.kind == "state" and mention.name not in obligors:
            return (mention.name,)
    return ()


def _gainer(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """Whom the territory is recognised as belonging to ("as Russian", "as territory of …")."""
    for mention in setting.parties(setting.found.head.last, setting.end):
        behind = setting.analysis.tokens[mention.first - 1].lower
        owns = (
            mention.form in ("adjective", "genitive")
            or behind == "as"
            or (governing_preposition(setting.analysis, mention, setting.found.head.last) == "OF")
        )
        if owns and mention.name not in obligors:
            return (mention.name,)
    return ()


def _lead(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """A party that the governing heading names."""
    if setting.lead is None:
        return ()
    named = [m.name for m in setting.lead.mentions if m.kind != "place" and m.form != "leader"]
    return tuple(name for name in dict.fromkeys(named) if name not in obligors)[:1]


def _each_other(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    return obligors if len(obligors) > 1 or obligors == (ALL,) else ()


def _other_side(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """The principal side that neither acts nor is spoken of."""
    if not obligors or obligors == (ALL,):
        return ()
    spoken = {mention.name for mention in setting.parties(setting.unit.first, setting.end)}
    rest = [name for name in setting.sides.principals if name not in obligors]
    if len(rest) > 1:
        rest = [name for name in rest if name not in spoken]
    return tuple(rest) if len(rest) == 1 else ()


def _previous(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    return setting.previous[-1].beneficiaries if setting.previous else ()


def _holders(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """The people whom it concerns, in the text's words."""
    for hit in setting.analysis.classes(setting.unit.first, len(setting.analysis.tokens), "HOLDERS"):
        return (setting.words(hit.first, hit.last),)
    return ()


def _rebuilt(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """Whose land or goods are rebuilt, developed or compensated."""
    for hit in setting.analysis.classes(
        setting.unit.first, len(setting.analysis.tokens), "RECONSTRUCT", "DEVELOP", "FUND"
    ):
        near = setting.parties(hit.first - 2, hit.last + _REACH)
        behind = [mention for mention in near if mention.first >= hit.last] or near
        if behind:
            return (behind[0].name,)
    return ()


def _composition(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """Those whom a joint vehicle is made of."""
    named = [m.name for m in setting.parties(setting.found.last, setting.end) if m.form == "adjective"]
    return tuple(dict.fromkeys(named)) if len(set(named)) > 1 else ()


def _region(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """The region that is given a status."""
    for mention in setting.parties(0, len(setting.analysis.tokens)):
        if mention.kind in ("territory", "people") and mention.name not in obligors:
            return (mention.name,)
    return ()


def _monitored(setting: Setting, obligors: tuple[str, ...]) -> tuple[str, ...]:
    """All parties, where the keeping of what they have agreed is watched."""
    return (ALL,) if setting.analysis.has(setting.unit.first, setting.end, "MONITORED_ALL") else ()


SOURCES: dict[str, Callable[[Setting, tuple[str, ...]], tuple[str, ...]]] = {
    "recipient": _recipient,
    "object": _object,
    "possessor": _possessor,
    "victim": _victim,
    "host": _host,
    "gainer": _gainer,
    "lead": _lead,
    "each_other": _each_other,
    "other_side": _other_side,
    "previous": _previous,
    "holders": _holders,
    "rebuilt": _rebuilt,
    "composition": _composition,
    "monitored": _monitored,
    "region": _region,
}
