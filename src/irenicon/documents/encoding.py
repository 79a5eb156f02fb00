"""From bytes to characters, saying what was assumed."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from irenicon.errors import IreniconError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}
_MOST_CONTROL = 0.01  # more control characters than this and it is no text


def decode(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """(text, remarks): the characters with newlines as "\\n", and what was assumed where the encoding was not stated.

    Raises IreniconError "unknown_format" where the bytes are no text.
    """
    text, remarks = _decoded(data, source)
    return text.replace("\r\n", "\n").replace("\r", "\n"), remarks


def _decoded(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, source), ()
    if _is_binary(data):
        raise _no_text(source)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        found = from_bytes(data[:_SAMPLE]).best()
    if found is None:
        raise _no_text(source)
    text = data.decode(found.encoding, errors="replace")
    return text, (f"The encoding of {source} is not UTF-8; it was assumed to be {found.encoding}.",)


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise IreniconError(
            "unreadable", f"{source} says it is {encoding} and is not: {error.reason}.", source
        ) from error


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return bool(sample) and sum(byte in _CONTROL for byte in sample) > _MOST_CONTROL * len(sample)


def _no_text(source: str) -> IreniconError:
    return IreniconError(
        "unknown_format", f"{source} is no text; give Markdown, plain text, HTML, PDF or DOCX.", source
    )
