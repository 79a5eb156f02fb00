"""Two drafts as one DOCX with real tracked changes: accepted all, it is the second draft; rejected all, the first."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from irenicon.drafts.model import Draft
from irenicon.report.packing import clean, repacked

_TOKEN = re.compile(r"\d[\d.,]*\d|\w+|\W")
_ALIKE = 0.3  # share of words in common that makes a paragraph a changed one, not a dropped and a new one
_EPOCH = "2000-01-01T00:00:00Z"  # no clock reaches a result
_AUTHOR = "Irenicon"


def to_redline(before: Draft, after: Draft) -> bytes:
    """The DOCX; every paragraph is one of the second draft, or a deleted one of the first."""
    file = docx.Document()
    writer = _Writer(file)
    first, second = _paragraphs(before), _paragraphs(after)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            for text in first[a:b]:
                writer.paragraph([("equal", text)])
        else:
            _replaced(writer, first[a:b], second[c:d])
    writer.close()
    out = io.BytesIO()
    file.save(out)
    return repacked(out.getvalue())


def _paragraphs(draft: Draft) -> list[str]:
    return [line.rstrip() for line in draft.document.text.splitlines() if line.strip()]


def _replaced(writer: _Writer, gone: Sequence[str], come: Sequence[str]) -> None:
    """Pairs what is alike in its order, and tracks the words; the rest is deleted or inserted whole."""
    position = 0
    for old in gone:
        partner = next((i for i in range(position, len(come)) if _alike(old, come[i])), None)
        if partner is None:
            writer.paragraph([("delete", old)], "del")
            continue
        for new in come[position:partner]:
            writer.paragraph([("insert", new)], "ins")
        writer.paragraph(_words(old, come[partner]))
        position = partner + 1
    for new in come[position:]:
        writer.paragraph([("insert", new)], "ins")


def _alike(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    return len(first & second) >= _ALIKE * len(first | second)


def _words(old: str, new: str) -> list[tuple[str, str]]:
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("equal", "".join(left[a:b])))
            continue
        pieces += [(what, text) for what, text in (("delete", left[a:b]), ("insert", right[c:d])) if text]  # type: ignore[misc]
    return [(kind, "".join(text)) for kind, text in pieces]


class _Writer:
    """Writes paragraphs with revisions; each revision has its own number."""

    def __init__(self, file: Docx) -> None:
        self._file = file
        self._revision = 0

    def paragraph(self, pieces: Sequence[tuple[str, str]], mark: str | None = None) -> None:
        """One paragraph; `mark` tells that the whole of it is inserted ("ins") or deleted ("del")."""
        element = self._file.add_paragraph()._p
        if mark:
            properties = OxmlElement("w:rPr")
            properties.append(self._revised(f"w:{mark}"))
            element.get_or_add_pPr().append(properties)
        for kind, text in pieces:
            run = _run(text, "w:delText" if kind == "delete" else "w:t")
            if kind == "equal":
                element.append(run)
            else:
                revision = self._revised("w:del" if kind == "delete" else "w:ins")
                revision.append(run)
                element.append(revision)

    def close(self) -> None:
        """Ends with a paragraph that is no revision, as a document must."""
        self._file.add_paragraph()

    def _revised(self, tag: str) -> BaseOxmlElement:
        self._revision += 1
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(self._revision))
        element.set(qn("w:author"), _AUTHOR)
        element.set(qn("w:date"), _EPOCH)
        return element


def _run(text: str, tag: str) -> BaseOxmlElement:
    run, words = OxmlElement("w:r"), OxmlElement(tag)
    words.text = clean(text)
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run
