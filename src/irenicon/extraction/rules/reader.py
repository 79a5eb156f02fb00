"""The rules as a reader: acts by their triggers, parties and fields by word order, claims by words of speech."""

from __future__ import annotations

from importlib.metadata import version

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.extraction.analysed import analysed
from irenicon.extraction.claims.finding import find_claims
from irenicon.extraction.rules.finding import find_in
from irenicon.findings.model import Findings
from irenicon.languages.folder import languages
from irenicon.languages.names import Name


class Rules(msgspec.Struct, frozen=True):
    """Reads with the rules alone."""

    name: str = "rules"
    version: str = version("irenicon")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose folder has a grammar."""
        return languages()

    def read(self, document: Document, codebook: Codebook, told: tuple[Name, ...] = ()) -> Findings:
        """The commitments and claims that the rules find; raises IreniconError "unknown_language"."""
        read = analysed(document, codebook, told)
        commitments = find_in(read, codebook)
        heard = find_claims(read, commitments)
        return Findings(commitments, heard.claims, heard.sayings)
