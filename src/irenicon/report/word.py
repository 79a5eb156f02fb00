"""The assessment as a DOCX to edit and send on: headings, lists and tables in Word's own styles."""

from __future__ import annotations

import io
from datetime import datetime

import docx
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Written
from docx.text.run import Run

from irenicon.assessment import Assessment
from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook
from irenicon.report.article import (
    Article,
    Bars,
    Block,
    Bullets,
    Cell,
    Heading,
    Line,
    Paragraph,
    Ranges,
    Strip,
    Style,
    Table,
    to_article,
)
from irenicon.report.packing import clean, repacked
from irenicon.report.wording import wording

_CREATED = datetime(2000, 1, 1)  # no clock reaches a result
_FAINT = RGBColor(0x5B, 0x66, 0x75)
_SMALL = Pt(9)
_WIDTH, _HEIGHT, _MARGIN = Mm(210), Mm(297), Mm(22)
_LONGEST = 30  # marks of a bar
_FIRM, _VAGUE = "■", "□"


def to_docx(assessment: Assessment, *, language: str = "en", codebook: Codebook | None = None) -> bytes:
    """The DOCX, in English or Dutch; raises IreniconError "wrong_use" for another language."""
    article = to_article(assessment, codebook or load(), wording(language))
    file = docx.Document()
    _page(file)
    _head(file, article)
    for number, block in enumerate(article.blocks):
        _add(file, block, number)
    out = io.BytesIO()
    file.save(out)
    return repacked(out.getvalue())


def _head(file: Docx, article: Article) -> None:
    about = file.core_properties
    about.title, about.author, about.language = clean(article.title)[:255], "Irenicon", article.language
    about.created = about.modified = _CREATED
    about.last_modified_by = "Irenicon"
    for spelling in file.styles.element.iter(qn("w:lang")):
        spelling.set(qn("w:val"), article.language)
    file.add_heading(clean(article.title), 0)
    if article.below:
        _styled(file.add_paragraph(), article.below, "quiet")
    _contents(file, article)


def _contents(file: Docx, article: Article) -> None:
    """A list of contents that Word keeps up to date; until it does, the headings as links."""
    file.add_paragraph().add_run(article.contents).bold = True
    headings = [(number, block) for number, block in enumerate(article.blocks) if isinstance(block, Heading)]
    for place, (number, heading) in enumerate(headings):
        line = file.add_paragraph()
        line.paragraph_format.left_indent = Pt(12 * (heading.level - 1))
        line.paragraph_format.space_after = Pt(0)
        if place == 0:
            _mark(line, "begin")
            _instruct(line, 'TOC \\o "1-2" \\h \\z')
            _mark(line, "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"h{number}")
        line._p.append(link)
        run = Run(OxmlElement("w:r"), line)
        run.text = clean(heading.text)
        link.append(run._r)
        if place == len(headings) - 1:
            _mark(line, "end")


def _add(file: Docx, block: Block, number: int) -> None:
    match block:
        case Heading():
            _bookmark(file.add_heading(clean(block.text), block.level), number)
        case Paragraph():
            _styled(file.add_paragraph(), block.text, block.style)
        case Bullets():
            for item in block.items:
                file.add_paragraph(clean(item), style="List Bullet")
        case Table():
            _table(file, block)
        case Bars():
            _table(file, _counted(block))
        case Ranges():
            _table(file, _ranged(block))
            _styled(file.add_paragraph(), block.key, "quiet")
        case Strip():
            file.add_paragraph("".join("○" if mark.open else "●" for mark in block.marks))
            _styled(file.add_paragraph(), f"● {block.key[0]}, ○ {block.key[1]}", "quiet")


def _counted(bars: Bars) -> Table:
    scale = min(1.0, _LONGEST / bars.most)

    def side(counts: tuple[int, int]) -> Cell:
        firm, vague = counts
        marks = _FIRM * round(firm * scale) + _VAGUE * round(vague * scale)
        return (Line(f"{marks} {firm} + {vague}".strip()),)

    key = f"{_FIRM} {bars.key[0]}, {_VAGUE} {bars.key[1]}"
    rows = tuple(((Line(bar.name),), side(bar.gives), side(bar.gets)) for bar in bars.bars)
    return Table((key, bars.left, bars.right), (4, 5, 5), rows)


def _ranged(ranges: Ranges) -> Table:
    def shown(pair: tuple[float, float] | None) -> Cell:
        return (Line(f"{pair[0]:+.2f} … {pair[1]:+.2f}" if pair else "–"),)

    rows = tuple(((Line(one.name),), (Line(one.told),), shown(one.swing), shown(one.interval)) for one in ranges.ranges)
    return Table(("", "●", "━", "─"), (5, 2, 4, 4), rows)


def _table(file: Docx, block: Table) -> None:
    table = file.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    shares = [Emu(round((_WIDTH - 2 * _MARGIN) * width / sum(block.widths))) for width in block.widths]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = share
    head = table.rows[0]
    for cell, name in zip(head.cells, block.columns, strict=True):
        _fill(cell, (Line(name, "strong"),))
    _flag(head._tr, "w:tblHeader")
    for row in block.rows:
        made = table.add_row()
        _flag(made._tr, "w:cantSplit")
        for cell, lines in zip(made.cells, row, strict=True):
            _fill(cell, lines)
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = share
    file.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(cell: _Cell, lines: Cell) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        _styled(paragraph, line.text, line.style).font.size = _SMALL


def _styled(paragraph: Written, text: str, style: Style) -> Run:
    run: Run = paragraph.add_run(clean(text))
    run.bold = style == "strong" or None
    run.italic = style == "quote" or None
    if style == "quiet":
        run.font.color.rgb = _FAINT
        paragraph.paragraph_format.keep_with_next = True
    return run


def _flag(row: BaseOxmlElement, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _bookmark(paragraph: Written, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"h{number}")
    paragraph._p.append(start)
    paragraph._p.append(end)


def _page(file: Docx) -> None:
    """A4, with page numbers."""
    section = file.sections[0]
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    _mark(footer, "begin")
    _instruct(footer, "PAGE")
    _mark(footer, "end")


def _mark(paragraph: Written, sort: str) -> None:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), sort)
    paragraph.add_run()._r.append(element)


def _instruct(paragraph: Written, instruction: str) -> None:
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = instruction
    paragraph.add_run()._r.append(element)
