"""Tokens of a stretch of text."""

from __future__ import annotations

import re

from irenicon.languages.model import Token

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|e|ste|de)?\b"  # 600,000  50:50  15th
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W_]+(?:['’\-‑][^\W_]+)*['’]?(?<![\w]['’])"  # cease-fire  Ukraine's
    r"|[^\w\s]"
)


def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    return tuple(
        Token(
            match.start(),
            match.end(),
            match.group(),
            match.group().lower().replace("’", "'").replace("‑", "-"),
        )
        for match in _TOKEN.finditer(text, start, end)
    )
