"""How firmly a commitment binds: modality times precision, less what leaves it open."""

from __future__ import annotations

from math import prod

import msgspec

from irenicon.codebook.model import Weights
from irenicon.findings.model import Commitment


class Firmness(msgspec.Struct, frozen=True):
    """The firmness of one commitment and what it is made of, each 0–1: `value` = `modality` × `precision` × `open`."""

    value: float
    modality: float
    precision: float
    open: float


def firmness(commitment: Commitment, weights: Weights) -> Firmness:
    """The firmness of a commitment, f = m × p × v.

    m is the weight of its modality, p the share of its act's slots that are filled testably, v the product of what its
    reasons for vagueness leave of it. After the three dimensions of Abbott, Keohane, Moravcsik, Slaughter and Snidal,
    "The Concept of Legalization", International Organization 54(3), 2000; the weights are the codebook's.
    """
    bound = weights.modality[commitment.modality]
    left = prod(weights.vague.get(reason, 1.0) for reason in commitment.vague)
    return Firmness(bound * commitment.precision * left, bound, commitment.precision, left)
