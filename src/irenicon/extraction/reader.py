"""What a reader is: whoever turns a document into findings, be it rules, a learned model or a person's coding."""

from __future__ import annotations

from typing import Protocol

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.findings.model import Findings
from irenicon.languages.names import Name


class Reader(Protocol):
    """Reads documents. `name` and `version` go with every result; `languages` are the codes it reads, None for any."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def languages(self) -> tuple[str, ...] | None: ...

    def read(self, document: Document, codebook: Codebook, told: tuple[Name, ...] = ()) -> Findings:
        """The findings in one document; `told` are names that other documents of its dossier define.

        Raises IreniconError where the document cannot be read so ("unknown_language").
        """
        ...
