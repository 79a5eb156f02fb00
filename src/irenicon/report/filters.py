"""Which commitments and claims of a document a reader wants to see."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.findings.model import Claim, Commitment
from irenicon.report.wording import Wording

NAMES = ("state", "party", "group", "words", "source", "status")


class Filters(msgspec.Struct, frozen=True):
    """What is asked for; "" asks for nothing. `state` is "firm" or "vague", `group` one of the codebook's.

    `source` and `status` are those of claims, the others those of commitments.
    """

    state: str = ""
    party: str = ""
    group: str = ""
    words: str = ""
    source: str = ""
    status: str = ""

    @property
    def asked(self) -> dict[str, str]:
        """Those that ask for something, by name."""
        return {name: value for name in NAMES if (value := getattr(self, name))}

    def fits(self, one: Commitment, codebook: Codebook, words: Wording) -> bool:
        """Whether a commitment is asked for."""
        act = codebook.acts[one.act]
        said = " ".join((one.point, one.quote, words.act(act), *one.obligors, *one.beneficiaries)).lower()
        return (
            self.state in ("", "firm" if one.firm else "vague")
            and self.party in ("", *one.obligors, *one.beneficiaries)
            and self.group in ("", act.group)
            and self.words.lower() in said
        )

    def fits_claim(self, one: Claim) -> bool:
        """Whether a claim is asked for."""
        return self.source in ("", one.source) and self.status in ("", one.status)


def filters_of(asked: Mapping[str, str]) -> Filters:
    """The filters that an address names; what it names beside them is left alone."""
    return Filters(**{name: asked[name][:200] for name in NAMES if name in asked})
