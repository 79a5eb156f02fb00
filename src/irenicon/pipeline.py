"""The one way from a document to its findings, for the command line, the library, the room and the evaluation alike."""

from __future__ import annotations

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.errors import IreniconError
from irenicon.extraction.learned.reader import Learned
from irenicon.extraction.reader import Reader
from irenicon.extraction.rules.reader import Rules
from irenicon.findings.model import Findings
from irenicon.languages.names import Name

READERS: dict[str, type[Reader]] = {"learned": Learned, "rules": Rules}
DEFAULT = "learned"


def reader_named(name: str = DEFAULT) -> Reader:
    """A reader that Irenicon brings; raises IreniconError "wrong_use" where there is none of that name."""
    if name not in READERS:
        raise IreniconError("wrong_use", f"There is no reader '{name}'; there are: {', '.join(READERS)}.")
    return READERS[name]()


def findings(
    document: Document, codebook: Codebook, reader: Reader | None = None, told: tuple[Name, ...] = ()
) -> Findings:
    """What a reader, by default the one that measures best, finds in a document.

    `told` are names that other documents of its dossier define. Raises IreniconError where the reader cannot read it.
    """
    return (reader or reader_named()).read(document, codebook, told)
