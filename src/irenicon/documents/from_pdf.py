"""Reads PDF: hard-wrapped lines rejoined, heads and feet of pages dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pypdfium2

from irenicon.documents.drawn import Drawn
from irenicon.errors import IreniconError

_PAGE_NUMBER = re.compile(
    r"^[\s–—-]*(?:page|pagina|p\.)?\s*\d{1,4}\s*(?:(?:/|of|van)\s*\d{1,4})?[\s–—-]*$", re.IGNORECASE
)
_BROKEN_WORD = re.compile("[\x02\ufffe]")  # what pdfium puts for the hyphen at a line's end
_DIGITS = re.compile(r"\d+")
_MARKER = re.compile(
    r"^(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s|\(?[a-zA-Z]{1,4}[.)]\s|[-–•*▪●]\s|#|article\b|artikel\b|chapter\b|annex\b)",
    re.IGNORECASE,
)
_EDGE = 2  # lines at the top and the bottom of a page that may be its head or foot
_SAME = 0.6  # share of pages that must have the line
_FEW = 3  # pages below which nothing is taken for a head
_FULL = 0.75  # a line this long, measured by the widest, is full and so goes on
_END = frozenset(".:;!?”\"'’)")


def draw(data: bytes, source: str) -> Drawn:
    """The text of a PDF; raises IreniconError "encrypted", "no_text" (scanned pages) or "unreadable"."""
    pages = _pages(data, source)
    if not any(page.strip() for page in pages):
        raise IreniconError(
            "no_text", f"{source} has no text, only pictures of pages; run it through text recognition first.", source
        )
    kept = _without_edges([[line.rstrip() for line in page.splitlines()] for page in pages])
    return Drawn(_joined([line for page in kept for line in page]))


def _pages(data: bytes, source: str) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            message = f"{source} is encrypted; save a copy without its password and give that."
            raise IreniconError("encrypted", message, source) from error
        raise IreniconError("unreadable", f"{source} is a broken PDF: {error}.", source) from error
    try:
        drawn = (page.get_textpage().get_text_bounded() for page in document)
        return [_BROKEN_WORD.sub("-\n", text.replace("\r\n", "\n")) for text in drawn]
    finally:
        document.close()


def _without_edges(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the lines that stand at the edge of most of them, and without page numbers."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(line) for line in _edges(page)})
    repeated = {shape for shape, count in counts.items() if len(pages) >= _FEW and count >= _SAME * len(pages)}
    return [_trimmed(page, repeated) for page in pages]


def _edges(page: Sequence[str]) -> list[str]:
    written = [line for line in page if line.strip()]
    return [*written[:_EDGE], *written[-_EDGE:]]


def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))


def _trimmed(page: Sequence[str], repeated: set[str]) -> list[str]:
    written = [line for line in page if line.strip()]
    first, last = 0, len(written)
    while first < min(_EDGE, last) and _is_edge(written[first], repeated):
        first += 1
    while last > max(first, len(written) - _EDGE) and _is_edge(written[last - 1], repeated):
        last -= 1
    return written[first:last]


def _is_edge(line: str, repeated: set[str]) -> bool:
    return _shape(line) in repeated or _PAGE_NUMBER.match(line) is not None


def _joined(lines: Sequence[str]) -> str:
    """Paragraphs of lines that go on: a full line, or one broken within a word, is joined with the next."""
    widest = max(map(len, lines), default=0)
    text = ""
    for index, line in enumerate(lines):
        words = line.strip()
        following = lines[index + 1].strip() if index + 1 < len(lines) else ""
        if words.endswith("-") and words[-2:-1].isalpha() and following[:1].islower():
            text += words[:-1]
        elif _goes_on(line, following, widest):
            text += words + " "
        else:
            text += words + "\n\n"
    return text.strip() + "\n"


def _goes_on(line: str, following: str, widest: int) -> bool:
    if not following or _MARKER.match(following):
        return False
    if following[:1].islower():
        return True
    return len(line) >= _FULL * widest and line.rstrip()[-1:] not in _END
