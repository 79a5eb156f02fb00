"""Another reader stands beside those that Irenicon brings, without a line changed elsewhere."""

import msgspec
import pytest

from irenicon.assessment import assess
from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.documents.reading import from_text
from irenicon.errors import IreniconError
from irenicon.findings.model import Commitment, Findings
from irenicon.languages.names import Name
from irenicon.pipeline import READERS, findings, reader_named

TEXT = "# Accord\n\n1. Kenya shall withdraw its troops.\n"


class EveryPoint(msgspec.Struct, frozen=True):
    """A toy reader: every sentence of a point is a commitment to something."""

    name: str = "every-point"
    version: str = "1"
    languages: tuple[str, ...] | None = None

    def read(self, document: Document, codebook: Codebook, told: tuple[Name, ...] = ()) -> Findings:
        spans = [(one.label, span) for one in document.passages if one.kind == "point" for span in one.sentences]
        rows = tuple(
            Commitment(
                document=document.source, point=label, quote=document.text[span.start : span.end], start=span.start,
                end=span.end, act="other", obligors=(), beneficiaries=(), modality="obligation", reader=self.name,
            )
            for label, span in spans
        )  # fmt: skip
        return Findings(rows, (), (None,) * len(rows))


def test_another_reader_goes_the_same_way() -> None:
    result = assess(from_text(TEXT), reader=EveryPoint())
    (one,) = result.documents[0].commitments
    assert (one.act, one.reader, one.point) == ("other", "every-point", "1")


def test_a_reader_is_named() -> None:
    assert [reader_named(name).name for name in READERS] == list(READERS)
    with pytest.raises(IreniconError, match="There is no reader 'oracle'"):
        reader_named("oracle")


def test_the_way_from_a_document_to_its_findings() -> None:
    (one,) = findings(from_text(TEXT), load(), reader_named("rules")).commitments
    assert (one.act, one.obligors, one.borne_by) == ("withdraw_forces", ("Kenya",), ("Kenya",))
