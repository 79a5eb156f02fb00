"""Which language a text is in."""

from __future__ import annotations

import py3langid

_SAMPLE = 4_000


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language, from a sample of its beginning, middle and end."""
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    sample = text if len(text) <= 3 * _SAMPLE else text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]
    return str(py3langid.classify(sample)[0])
