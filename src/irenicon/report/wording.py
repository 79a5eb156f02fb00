"""What reports say, in the reader's language: the words are data."""

from __future__ import annotations

from functools import cache

import msgspec

from irenicon.codebook.model import Act, Codebook
from irenicon.errors import IreniconError
from irenicon.extraction.claims.sources import AUTHOR
from irenicon.findings.model import Commitment, Saying
from irenicon.languages.folder import languages, table

LANGUAGES = languages("report")


class Wording(msgspec.Struct, frozen=True):
    """The words of one language by section and key, as `words.LANGUAGE.toml` and `control.LANGUAGE.toml`
    give them."""

    language: str
    sections: dict[str, dict[str, str]]

    def __call__(self, key: str, section: str = "report") -> str:
        """What to say for a key; the key itself in a section that does not know it."""
        return self.sections[section].get(key, key)

    def figure(self, value: float, digits: int = 0, *, sign: bool = False) -> str:
        """A number with thousands set apart and so many decimals, as the language writes them."""
        written = f"{value:{'+' if sign else ''},.{digits}f}"
        return written.translate(str.maketrans(",.", ".,")) if self.language == "nl" else written

    def act(self, act: Act) -> str:
        """The name of an act."""
        return act.label.get(self.language, act.label["en"])


@cache
def wording(language: str) -> Wording:
    """The words of a language; raises IreniconError "wrong_use" where reports are not written in it."""
    if language not in LANGUAGES:
        raise IreniconError("wrong_use", f"Reports are written in {', '.join(LANGUAGES)}, not in '{language}'.")
    return Wording(language, {**table(language, "report"), **table(language, "control")})


def in_return(commitment: Commitment, codebook: Codebook, words: Wording) -> str | None:
    """What a commitment is given in return for: the point and the names of its acts, else the text's own words."""
    given = commitment.in_return_for
    if given is None:
        return None
    point, _, listed = given.partition(", ")
    acts = [codebook.acts.get(act) for act in listed.split(", ")]
    known = [words.act(act) for act in acts if act is not None]
    return f"{point}, {', '.join(known)}" if len(known) == len(acts) else given


def explain(commitment: Commitment, words: Wording) -> str:
    """A sentence on what is concrete in a commitment and what is not."""
    lacking = [words(slot, "slot") for slot, value in commitment.slots.items() if value is None]
    reasons = "; ".join(words(reason, "vague_meaning") for reason in commitment.vague)
    key = "explained_vague" if reasons else "explained_firm"
    filled = len(commitment.slots) - len(lacking)
    said = words(key).format(reasons=reasons[:1].upper() + reasons[1:], filled=filled, slots=len(commitment.slots))
    return f"{said} {words('explained_lacking').format(lacking=', '.join(lacking))}" if lacking else said


def said_by(saying: Saying | None, words: Wording) -> str:
    """Who says so and how surely, in a few words; the text itself where nobody reports it."""
    if saying is None:
        return words("in_the_text")
    who = words("author", "source_type") if saying.source == AUTHOR else saying.source
    return f"{who}, {words(saying.status, 'status')}"
