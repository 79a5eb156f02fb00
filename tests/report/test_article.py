"""The printed article, PDF and DOCX: the same content, nothing in it is markup, the same bytes twice, and it opens."""

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from irenicon.assessment import Assessment, assess, assess_files
from irenicon.codebook.loading import load
from irenicon.documents.reading import read
from irenicon.errors import IreniconError
from irenicon.pipeline import reader_named
from irenicon.report.article import Heading, to_article
from irenicon.report.pdf import to_pdf
from irenicon.report.word import to_docx
from irenicon.report.wording import wording

ROOT = Path(__file__).parents[2]
PLAN, ARTICLE = ROOT / "examples" / "plan.en.md", ROOT / "examples" / "opinion.en.txt"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assess_files([PLAN, ARTICLE])


def squeezed(text: str) -> str:
    """Text without white space, since a page breaks its lines anywhere; hyphens at their ends are dropped."""
    return re.sub(r"\s+", "", re.sub(r"[\u00ad\ufffe\x02-]\s*\n", "", text))


def printed(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def written(data: bytes) -> str:
    body: Any = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_every_quotation_and_heading_is_there(assessment: Assessment, form: str) -> None:
    said = squeezed("\n".join(printed(to_pdf(assessment))) if form == "pdf" else written(to_docx(assessment)))
    for one in assessment.documents:
        for each in (*one.commitments, *one.claims):
            assert squeezed(each.quote)[:30] in said
    for block in to_article(assessment, load(), wording("en")).blocks:
        if isinstance(block, Heading):
            assert squeezed(block.text) in said


def test_the_pdf_has_contents_and_page_numbers(assessment: Assessment) -> None:
    pages = printed(to_pdf(assessment))
    assert len(pages) > 3
    assert "Contents" in pages[0]
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page


@pytest.mark.parametrize("make", [to_pdf, to_docx])
def test_the_same_bytes_twice_and_dutch(assessment: Assessment, make: Any) -> None:
    assert make(assessment) == make(assessment)
    data = make(assessment, language="nl")
    said = "\n".join(printed(data)) if make is to_pdf else written(data)
    for part in ("Inhoud", "Waar zij elkaar tegenspreken", "Bronnen"):
        assert part in said
    with pytest.raises(IreniconError):
        make(assessment, language="fr")


HOSTILE = '#panic("no") $x$ *b* _i_ `r` @ref <label> \\ // /* [c] {d} = h "q" & ] ) }'


@pytest.mark.parametrize("make", [to_pdf, to_docx])
def test_text_is_never_markup(make: Any) -> None:
    text = f"# Plan {HOSTILE}\n\n1. Kenya {HOSTILE} shall withdraw \x0bits forces.\n"
    document = read('#include("/etc/passwd").md', data=text.encode(), language="en")
    found = assess(document, reader=reader_named("rules"))
    assert found.documents[0].commitments
    data = make(found)
    said = squeezed("\n".join(printed(data)) if make is to_pdf else written(data))
    assert squeezed('#panic("no") $x$ *b* _i_ `r` @ref <label>') in said


@pytest.mark.parametrize("make", [to_pdf, to_docx])
def test_without_commitments_or_documents_it_still_prints(make: Any) -> None:
    assert make(assess(read("a.txt", data=b"Nothing is promised here by anybody.", language="en")))
    assert make(assess_files([ROOT / "absent.md"]))


def test_the_docx_has_real_headings_lists_and_tables(assessment: Assessment) -> None:
    file = docx.Document(io.BytesIO(to_docx(assessment)))
    styles = {str(paragraph.style.name) for paragraph in file.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    assert len(file.tables) > 5
    for table in file.tables:
        assert table._tbl.find(f".//{qn('w:tblHeader')}") is not None
    anchors = {link.get(qn("w:anchor")) for link in file.element.body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in file.element.body.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors == marks


def test_the_docx_is_spelled_in_its_language(assessment: Assessment) -> None:
    file = docx.Document(io.BytesIO(to_docx(assessment, language="nl")))
    assert {one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))} == {"nl"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_docx(assessment: Assessment, tmp_path: Path) -> None:
    source = tmp_path / "dossier.docx"
    source.write_bytes(to_docx(assessment))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    office = ["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*office, str(source)], check=True, capture_output=True, timeout=120)
    pages = printed((tmp_path / "dossier.pdf").read_bytes())
    assert squeezed("One ledger from all documents") in squeezed("\n".join(pages))
    assert "2" in pages[1].split()
