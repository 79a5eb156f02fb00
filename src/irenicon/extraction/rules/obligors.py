"""Who must act: the agent or subject that the sentence names, else what the codebook says of the act."""

from __future__ import annotations

import re
from collections.abc import Callable

from irenicon.extraction.rules.groups import Spoken, group
from irenicon.extraction.rules.setting import Setting
from irenicon.extraction.rules.subjects import (
    GROUPS,
    Subject,
    body_in,
    free_names,
    governing_preposition,
    predicate,
    subject,
)
from irenicon.findings.model import ALL
from irenicon.languages.clauses import PREDICATES
from irenicon.languages.model import Hit, Mention, Unit

_REACH = 6
_AUXILIARIES = 4  # words between a predicate and its participle
_APPOSED = 8  # words in which an agent is named ("by a new body, the Board of Peace")
_CLEARLY = 0.6  # of the commitments so far, the share that one party must owe to owe the rest too
_JOINERS = frozenset({"state", "territory", "armed_group", "party", "people", "body"})
_REGIONS = frozenset({"territory", "people"})


def obligors(setting: Setting) -> tuple[str, ...]:
    """The parties that must act, bear or refrain, in order of mention; () where nobody is named and nothing settles
    it."""
    named = _writer(setting) or _agent(setting) or _doer(setting) or _bound_by_lead(setting) or _resumed(setting)
    if named:
        return named
    if carried := _series(setting):
        return carried
    for source in setting.rules.obligor:
        if found := SOURCES[source](setting):
            return found
    return _by_origin(setting)


def _resumed(setting: Setting) -> tuple[str, ...]:
    """The subject that stands at the head of the sentence, where a phrase parts it from its verb ("X, working with its
    partners, intends to …")."""
    if setting.said is None or setting.said.passive or setting.subject is not None or setting.unit.role != "main":
        return ()
    head = setting.analysis.units[0]
    if head.last > setting.unit.first or setting.analysis.has(head.first, head.last, *PREDICATES):
        return ()
    return free_names(setting.analysis, head.first, head.last)


def _by_origin(setting: Setting) -> tuple[str, ...]:
    """Who owes what nobody is named for, by whose text it is: in one that the sides adopted together the side that most
    of it binds, the one state that it is about, or all parties; nobody in any other."""
    if is_bare_list_item(setting) and setting.sides.origin in ("joint", "plan"):
        return (ALL,)
    if setting.sides.origin != "joint":
        return ()
    if bound := _mostly_bound(setting):
        return bound
    if setting.rules.of_state and setting.sides.host and len(setting.sides.named_states) == 1:
        return (setting.sides.host,)
    return (ALL,)


def _mostly_bound(setting: Setting) -> tuple[str, ...]:
    """The party that most commitments before this one bind, where it is clear."""
    if setting.bound_so_far is None:
        return ()
    name, share = setting.bound_so_far
    return (name,) if share >= _CLEARLY else ()


def _series(setting: Setting) -> tuple[str, ...]:
    """Whom the member before binds, in a report's series of bare nouns, where this member names no owner of its own."""
    unit, head, before = setting.unit, setting.found.head, setting.last
    if not (setting.reporting and unit.coordinated and before) or before.start < setting.sentence.span.start:
        return ()
    if setting.analysis.has(unit.first, unit.last, *PREDICATES):
        return ()
    described = any(m.form in ("adjective", "genitive") for m in setting.parties(head.first - 2, head.first))
    return () if described else before.obligors


def resolve(subject: Subject, setting: Setting) -> tuple[str, ...]:
    """The parties that a subject stands for."""
    if subject.parties:
        return subject.parties
    if subject.owners:
        return subject.owners
    if subject.group:
        return _group_of(subject.group, setting)
    if subject.pronoun:
        return setting.spoken_of
    return (subject.body,) if subject.body else ()


def _group_of(name: str, setting: Setting) -> tuple[str, ...]:
    spoken = Spoken(setting.spoken_of, setting.pair)
    return group(name, setting.reading, setting.sentence, setting.sides, spoken)


def receives(setting: Setting) -> bool:
    """Whether the subject gets something ("Ukraine will receive …") and does not give it."""
    if setting.said is None or setting.analysis.has(setting.said.at, setting.found.last, "NOT"):
        return False
    if "body_joined" in setting.rules.obligor and _is_kind(setting, _JOINERS):
        return True
    if "region" in setting.rules.beneficiary and setting.sides.host and _is_kind(setting, _REGIONS):
        return True
    head = setting.found.head
    return setting.analysis.has(setting.said.at, max(head.last, setting.said.at + _REACH), "RECEIVE")


def _is_kind(setting: Setting, kinds: frozenset[str]) -> bool:
    """Whether the subject names parties of these kinds alone: who joins a body, a region that is given a status."""
    named = setting.subject.parties if setting.subject else ()
    found = {mention.kind for mention in setting.analysis.mentions if mention.name in named}
    return bool(found) and found <= kinds


def is_bare_list_item(setting: Setting) -> bool:
    """Whether the act stands as a measure of an agreed list: no subject, no governing heading with one of its own."""
    if setting.reporting or (setting.said is not None and not _imperative(setting)):
        return False
    return setting.lead is None or not setting.lead.has(0, len(setting.lead.tokens), *PREDICATES)


def _imperative(setting: Setting) -> bool:
    """Whether the sentence begins with its verb and names no subject ("Reaffirm their commitment to …")."""
    verb_first = setting.said is not None and setting.said.at == 0
    return verb_first and setting.subject is None and not setting.reading.pack.verb_second


def _bound_by_lead(setting: Setting) -> tuple[str, ...]:
    """Whom the governing lead binds to a bare item under it ("The Parties agree to:")."""
    if setting.lead_subject is None or (setting.said is not None and setting.subject is not None):
        return ()
    return resolve(setting.lead_subject, setting)


def stipulated_by(setting: Setting) -> Unit | None:
    """The unit whose subject writes the act down ("writes into its constitution that …"), where one does."""
    if setting.unit.role != "complement":
        return None
    before = [unit for unit in setting.analysis.units[: setting.found.unit] if unit.role in ("main", "complement")]
    if not before or not setting.analysis.has(before[-1].first, before[-1].last, "WRITE"):
        return None
    return before[-1]


def _writer(setting: Setting) -> tuple[str, ...]:
    unit = stipulated_by(setting)
    if unit is None:
        return ()
    said = predicate(setting.analysis, unit, setting.reading.pack)
    found = subject(setting.analysis, unit, setting.reading.pack, said)
    return resolve(found, setting) if found else ()


def _agent(setting: Setting) -> tuple[str, ...]:
    """Who follows "by" after the act's words, with those joined to them."""
    active = setting.said is not None and not setting.said.passive and setting.subject is not None
    for by in setting.analysis.classes(setting.unit.first, len(setting.analysis.tokens), "BY"):
        if not _of_act(setting, by) or (active and by.first > setting.found.last + 1):
            continue
        if found := _behind(setting, by):
            return found
        for hit in setting.analysis.classes(by.last, by.last + 2, *GROUPS):
            return _group_of(hit.word_class, setting)
        if body := _named_body(setting, by.last) or body_in(setting.analysis, by.last, by.last + _REACH):
            return (body,)
    return ()


def _behind(setting: Setting, by: Hit) -> tuple[str, ...]:
    """The parties named in a phrase with "by", and those joined to them."""
    found: list[Mention] = []
    for mention in setting.parties(by.last, by.last + _APPOSED):
        first = found[-1].last if found else by.last
        parted = setting.analysis.has(first, mention.first, "BY", "TIME_UNIT", *PREDICATES)
        joined = not found or setting.analysis.has(first, mention.first, "COORD") or mention.first - first <= 1
        if parted or not _within_phrase(setting, first, mention.first) or not joined:
            break
        found.append(mention)
    return tuple(dict.fromkeys(mention.name for mention in found))


def _of_act(setting: Setting, by: Hit) -> bool:
    """Whether a by-phrase belongs to the act: not to a participle that only describes a noun ("the area held by X"),
    nor to a date ("by 1 June")."""
    analysis = setting.analysis
    if analysis.has(by.first - 1, by.first, "DETERMINER") or by.first == 0:
        return False  # "de door X bezette gebieden": who did that, not who does this
    following = analysis.tokens[by.last].text if by.last < len(analysis.tokens) else ""
    if following[:1].isdigit():
        return False
    if by.first >= setting.end:
        return analysis.tokens[by.first - 1].text == "," and setting.said is not None and setting.said.passive
    if by.first < setting.found.head.first:
        return setting.reading.pack.verb_second and setting.said is not None and setting.said.passive
    before = analysis.tokens[by.first - 1]
    describes = re.fullmatch(setting.reading.pack.forms["participle"], before.lower) is not None
    if not describes or by.first - 1 in range(setting.found.head.first, setting.found.last):
        return True
    return setting.said is not None and setting.said.passive and _is_said(setting, by.first - 1)


def _is_said(setting: Setting, position: int) -> bool:
    """Whether a participle is the predicate's own: nothing but auxiliaries and adverbs between."""
    if setting.said is None or position < setting.said.at:
        return False
    between = setting.analysis.tokens[setting.said.at : position]
    return len(between) <= _AUXILIARIES


def _within_phrase(setting: Setting, first: int, last: int) -> bool:
    return not setting.analysis.has(first, last, "PREPOSITION") or setting.analysis.has(first, last, "OF")


def _named_body(setting: Setting, first: int) -> str | None:
    """An institution by its own name ("a Peace Council") right after "by"."""
    tokens = setting.analysis.tokens
    while first < len(tokens) and setting.analysis.has(first, first + 1, "DETERMINER"):
        first += 1
    last = first
    while last < len(tokens) and tokens[last].text[0].isupper():
        last += 1
    return " ".join(token.text for token in tokens[first:last]) if last - first >= 2 else None


def _doer(setting: Setting) -> tuple[str, ...]:
    """The active subject, or the party that a plan obliges ("the plan would require Ukraine to …")."""
    own, said = setting.subject, setting.said
    if said is None:
        return ()
    if referred := _referred(setting):
        return referred
    if own is not None and own.group and receives(setting) and "each_other" in setting.rules.beneficiary:
        return _group_of(own.group, setting)
    if own is not None and not (said.passive or receives(setting)) and (found := resolve(own, setting)):
        return found + tuple(name for name in _partners(setting) if name not in found)
    free = setting.analysis.classes(0, setting.found.last, "LEAVES_FREE")
    if free and setting.analysis.has(0, setting.found.last, "NOTHING"):
        return free_names(setting.analysis, free[0].last, setting.end)[:1]
    if own is None or not own.named:
        first = max(said.at + 1, setting.unit.opener)
        if setting.analysis.has(setting.unit.first, setting.unit.last, "CONTROL_OBJECT"):
            return free_names(setting.analysis, first, setting.unit.last)[:1]
    return ()


def _referred(setting: Setting) -> tuple[str, ...]:
    """Whom "the former" or "the latter" is: of the two parties that the sentence, or what is before it, last named."""
    first = setting.unit.first
    last = setting.said.at if setting.said else setting.unit.last
    for order, word in enumerate(("FORMER", "LATTER")):
        if setting.analysis.has(first, last, word):
            named = list(dict.fromkeys(one.name for one in setting.parties(0, first + 1)))
            two = tuple(named[-2:]) if len(named) > 1 else setting.pair or setting.sides.principals
            return (two[order],) if len(two) == 2 else ()
    return ()


def _partners(setting: Setting) -> tuple[str, ...]:
    """Who acts together with the subject ("will work with Ukraine to …")."""
    first = setting.said.at if setting.said else setting.unit.first
    for hit in setting.analysis.classes(first, len(setting.analysis.tokens), "COOPERATE_WITH"):
        return tuple(mention.name for mention in setting.parties(hit.last, hit.last + 2))
    return ()


def _owner(setting: Setting) -> tuple[str, ...]:
    """Whose the thing acted on is: "the Armed Forces of Ukraine will be limited", "Ukrainian troops"."""
    if setting.subject and setting.said and setting.said.passive and not receives(setting):
        if found := resolve(setting.subject, setting):
            return found
    if receives(setting):
        return ()
    first, last = setting.found.first, setting.found.last
    owned = [
        mention.name
        for mention in setting.parties(max(setting.unit.opener, first - 3), min(last + 5, setting.unit.last))
        if mention.form in ("adjective", "genitive") or governing_preposition(setting.analysis, mention, first) == "OF"
    ]
    if owned:
        return (owned[0],)
    listed = setting.reporting and setting.said is None
    return setting.spoken_of if listed and len(setting.spoken_of) == 1 else ()


def _provider(setting: Setting) -> tuple[str, ...]:
    """Who is named by an adjective on the thing given ("American security guarantees") or after "from"."""
    head = setting.found.head
    for mention in setting.parties(max(setting.unit.opener, head.first - 3), head.first):
        attributive = mention.form == "adjective" or _before_noun(setting, mention)
        if attributive and mention.name not in (setting.subject.parties if setting.subject else ()):
            return (mention.name,)
    for hit in setting.analysis.classes(head.last, setting.end, "FROM"):
        for mention in setting.parties(hit.last, hit.last + 3):
            return (mention.name,)
        if body := _named_body(setting, hit.last):
            return (body,)
    return ()


def _before_noun(setting: Setting, mention: Mention) -> bool:
    """Whether a name stands before a noun as an adjective does ("the UN embargo")."""
    head = setting.found.head
    if setting.reading.pack.verb_second or mention.form != "name" or mention.last > head.first:
        return False
    return not setting.analysis.has(mention.last, head.first, "PREPOSITION", "DETERMINER", "COORD", *PREDICATES)


def _state(setting: Setting) -> tuple[str, ...]:
    """The state whose law or territory it is: one named in the sentence, else the host state of the text."""
    if setting.subject and setting.said and setting.said.passive and not receives(setting):
        owners = resolve(setting.subject, setting) if setting.subject.parties or setting.subject.owners else ()
        if owners and not (setting.sides.host and _all_regions(setting, owners)):
            return owners
    if is_bare_list_item(setting) and setting.sides.host:
        return (setting.sides.host,)
    named = list(
        dict.fromkeys(
            mention.name for mention in setting.parties(setting.unit.first, setting.end) if mention.kind == "state"
        )
    )
    if len(named) == 1 and not receives(setting):
        return (named[0],)
    if setting.reporting:
        return _owner(setting)
    return (setting.sides.host,) if setting.sides.host else ()


def _all_regions(setting: Setting, names: tuple[str, ...]) -> bool:
    return {mention.kind for mention in setting.analysis.mentions if mention.name in names} <= _REGIONS


def _mutual(setting: Setting) -> tuple[str, ...]:
    """The sides of a mutual act: those the point has just bound together, else the principal sides."""
    if setting.reporting or is_bare_list_item(setting):
        return ()
    unit = setting.unit
    if setting.analysis.has(unit.first, setting.end, "FOREIGN"):
        return ()  # troops of others are neither side's
    if setting.analysis.has(unit.first, setting.end, "BOTH", "ALL_PARTIES"):
        return (ALL,)
    if setting.previous and len(setting.previous[-1].obligors) > 1:
        return setting.previous[-1].obligors
    return (ALL,) if setting.sides.many or setting.sides.origin == "joint" else setting.sides.principals


def _lead(setting: Setting) -> tuple[str, ...]:
    """Who the governing heading names: its subject, or whose guarantee it speaks of."""
    if setting.lead_subject and setting.lead_subject.named:
        return resolve(setting.lead_subject, setting)
    if setting.lead is None:
        return ()
    named = [m.name for m in setting.lead.mentions if m.kind != "place" and m.form != "leader"]
    same = setting.lead.has(0, len(setting.lead.tokens), "GUARANTEE_NOUN", "SECURITY_GUARANTEE", "DMZ")
    return (named[0],) if named and same else ()


def _condition(setting: Setting) -> tuple[str, ...]:
    """Who the condition speaks of ("If Ukraine invades Russia, …")."""
    for unit in setting.units("condition"):
        if found := free_names(setting.analysis, unit.first, unit.last):
            return found[:1]
    return ()


def _previous(setting: Setting) -> tuple[str, ...]:
    return setting.previous[-1].obligors if setting.previous else ()


def _participants(setting: Setting) -> tuple[str, ...]:
    """The host state and those it talks with ("questions will be discussed with representatives of …")."""
    for hit in setting.analysis.classes(setting.found.head.last, setting.end, "TOWARDS"):
        named = [mention.name for mention in setting.parties(hit.last, hit.last + _REACH)]
        if named and setting.sides.host and setting.sides.host not in named:
            return (setting.sides.host, *named[:1])
    return ()


def _composition(setting: Setting) -> tuple[str, ...]:
    """Those whom a body or vehicle is made of ("a joint American-Russian working group", "with … taking part")."""
    named = list(
        dict.fromkeys(
            mention.name
            for mention in setting.parties(setting.unit.opener, setting.end)
            if mention.form == "adjective"
            or governing_preposition(setting.analysis, mention, setting.unit.first) is not None
        )
    )
    return tuple(named) if len(named) > 1 else ()


def _named_body_source(setting: Setting) -> tuple[str, ...]:
    """A body named beside the act, else the monitor of the commitment before it in the point."""
    head = setting.found.head
    for mention in setting.parties(setting.unit.first, setting.end):
        if mention.kind in ("organisation", "alliance", "body") and mention.first >= head.first:
            return (mention.name,)
    for mention in setting.parties(head.last, len(setting.analysis.tokens)):
        if (
            mention.kind in ("organisation", "body")
            and governing_preposition(setting.analysis, mention, head.last) == "BY"
        ):
            return (mention.name,)
    return ()


def _imposer(setting: Setting) -> tuple[str, ...]:
    """Who imposed what is to be lifted ("the sanctions imposed by X")."""
    for hit in setting.analysis.classes(0, len(setting.analysis.tokens), "IMPOSED"):
        for by in setting.analysis.classes(hit.last, hit.last + 2, "BY"):
            return _behind(setting, by)
    return ()


def _body_joined(setting: Setting) -> tuple[str, ...]:
    """The body that somebody is admitted to; an invitation names nobody who must act."""
    if setting.said and setting.said.passive:
        return ()
    if setting.previous and setting.previous[-1].act == setting.act.id:
        return setting.previous[-1].obligors
    for mention in setting.parties(setting.unit.opener, setting.end):
        joined = mention.kind in ("organisation", "alliance")
        if joined and mention.name not in (setting.subject.parties if setting.subject else ()):
            return (mention.name,)
    return ()


def _all(setting: Setting) -> tuple[str, ...]:
    """All parties, for a measure of an agreed list that names nobody."""
    return (ALL,) if is_bare_list_item(setting) else ()


def _all_always(setting: Setting) -> tuple[str, ...]:
    return (ALL,)


def _listed_state(setting: Setting) -> tuple[str, ...]:
    """The host state, for a measure of an agreed list that names nobody."""
    return _state(setting) if is_bare_list_item(setting) else ()


SOURCES: dict[str, Callable[[Setting], tuple[str, ...]]] = {
    "owner": _owner,
    "provider": _provider,
    "state": _state,
    "mutual": _mutual,
    "lead": _lead,
    "condition": _condition,
    "previous": _previous,
    "participants": _participants,
    "composition": _composition,
    "named_body": _named_body_source,
    "imposer": _imposer,
    "body_joined": _body_joined,
    "all": _all,
    "all_always": _all_always,
    "listed_state": _listed_state,
}
