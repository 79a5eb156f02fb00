"""Readers by format: what text they draw, what they drop, and how they refuse."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenicon.assessment import assess
from irenicon.documents.model import Document
from irenicon.documents.reading import read, read_all
from irenicon.errors import Failure, IreniconError

from .pdf import pdf

WORDS = ("northern", "southern", "coastal")
POINTS = [
    "1. The Parties shall withdraw their forces from the valley of the upper river to the positions that",
    "they held before the first of March, and shall not return to it.",
    "2. The monitors shall have access.",
    "3. Prisoners shall be released.",
]


def refused(source: str, data: bytes) -> IreniconError:
    with pytest.raises(IreniconError) as caught:
        read(source, data=data)
    assert source in str(caught.value)
    return caught.value


def labels(document: Document) -> list[str]:
    return [passage.label for passage in document.passages if passage.label]


def test_plain_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "1. One  thing.\n\n\t2. Another – thing.\n"
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read(path).text == text


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252"])
def test_other_encodings_are_read_and_told(encoding: str) -> None:
    text = "1. Het geëiste gebied wordt naar de oeverstaat teruggebracht: coördinatie, hulp.\n2. Één ding.\n3. Ja.\n"
    document = read("plan.txt", data=text.encode(encoding))
    assert document.text == text
    assert bool(document.remarks) == (encoding == "windows-1252")


def test_pdf_lines_are_rejoined_and_page_edges_dropped() -> None:
    bodies = [POINTS, *([f"{number}. The {word} sites shall be opened."] for number, word in enumerate(WORDS, 4))]
    pages = [["Draft - confidential", *body, f"Page {number} of 4"] for number, body in enumerate(bodies, 1)]
    document = read("plan.pdf", data=pdf(pages))
    assert "positions that they held before" in document.text
    assert "confidential" not in document.text
    assert "Page" not in document.text
    assert labels(document) == ["1", "2", "3", "4", "5", "6"]


def test_pdf_words_broken_over_lines_are_mended() -> None:
    document = read(
        "plan.pdf", data=pdf([["1. They shall make repa-", "rations to the cities.", "2. Two.", "3. Three."]])
    )
    assert "reparations to the cities" in document.text


def test_pdf_without_text_or_with_a_password_says_so() -> None:
    assert refused("scan.pdf", pdf([[], []])).kind == "no_text"
    assert refused("locked.pdf", pdf([POINTS], encrypted=True)).kind == "encrypted"
    assert refused("broken.pdf", b"%PDF-1.4 nothing more").kind == "unreadable"


def test_docx_keeps_headings_numbers_bullets_and_tables() -> None:
    word = docx.Document()
    word.add_heading("A plan for the valley", 0)
    word.add_heading("Ending the war", 1)
    for line in ("The Parties shall cease fire.", "The Parties shall withdraw.", "The Parties shall hold elections."):
        word.add_paragraph(line, style="List Number")
    word.add_paragraph("with monitors", style="List Bullet")
    word.add_table(1, 2).rows[0].cells[0].text = "Upper valley"
    held = io.BytesIO()
    word.save(held)
    document = read("plan.docx", data=held.getvalue())
    assert document.title == "A plan for the valley"
    assert labels(document)[:3] == ["1", "2", "3"]
    assert "- with monitors" in document.text
    assert "Upper valley" in document.text
    assert refused("broken.docx", b"PK\x03\x04 nothing").kind == "unreadable"


def test_html_pages_keep_all_their_text_and_lists() -> None:
    page = (
        "<!doctype html><html><head><title>x</title><style>p{}</style></head><body><h1>Plan</h1>"
        "<p>Preamble &amp; more.</p><ol><li>Kenya shall withdraw.<li>Somalia shall hold elections.<li>Both shall talk."
        "</ol><script>no()</script></body>"
    )
    document = read("plan.html", data=page.encode())
    assert document.title == "Plan"
    assert labels(document)[-3:] == ["1", "2", "3"]
    assert "Preamble & more." in document.text
    assert "no()" not in document.text


def test_html_articles_give_what_the_page_states() -> None:
    body = "".join(
        f"<p>Paragraph {n} tells at some length what the mediators put on the table last week.</p>" for n in range(9)
    )
    page = (
        "<html><head><meta property='og:type' content='article'><meta name='author' content='Ines Halloran'>"
        "<meta property='article:published_time' content='2024-03-10'><title>What the valley gives away</title></head>"
        f"<body><nav>Home News Sport</nav><article><h1>What the valley gives away</h1>{body}</article></body></html>"
    )
    document = read("page.html", data=page.encode())
    assert (document.title, document.author, document.date) == (
        "What the valley gives away",
        "Ines Halloran",
        "2024-03-10",
    )
    assert "Paragraph 8" in document.text
    assert "Sport" not in document.text


def test_agreements_are_read_whole() -> None:
    folder = Path(__file__).parents[3] / "shared" / "data" / "agreements"
    if not folder.exists():
        pytest.skip("the agreements are not beside the project")
    package = read(folder / "1364.html")
    assert [str(number) for number in range(1, 14)] == [one for one in dict.fromkeys(labels(package)) if one.isdigit()]
    assert read(folder / "2112.html").words > 20_000


def test_pages_that_nest_deep_are_read_whole_or_refused() -> None:
    item = b"<ol><li>Kenya shall withdraw."
    assert read("deep.html", data=b"<html><body>" + item * 900).text.count("withdraw") == 900
    assert refused("deeper.html", b"<html><body>" + item * 3000).kind == "unreadable"


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"...---"])
def test_nothing_to_read(data: bytes) -> None:
    assert refused("plan.txt", data).kind == "empty"


def test_binary_files_are_refused() -> None:
    assert refused("plan.bin", bytes(range(256)) * 20).kind == "unknown_format"


def test_a_directory_gives_its_files_by_name_and_failures_beside_them(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("1. One.\n\n2. Two.\n")
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8")
    results = list(read_all([tmp_path, tmp_path / "absent.txt"]))
    assert [type(result) for result in results] == [Failure, Document, Failure]
    assert isinstance(results[2], Failure)
    assert results[2].kind == "not_found"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["x.txt", "x.md", "x.html", "x.pdf", "x.docx", "x"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    for prefix in (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>"):
        try:
            document = read(name, data=prefix + data)
        except IreniconError:
            continue
        assert document.words > 0


def test_what_is_no_document_is_called_what_it_is() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("plan.txt", "1. Something.")
    assert "is an archive" in str(refused("a.zip", packed.getvalue()))
    for begins, kind in ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff\xe0", "JPEG"), (b"GIF89a", "GIF")):
        assert f"is a picture ({kind})" in str(refused("plan.pdf", begins + b"\0" * 50))
    assert "is named a PDF and is none" in str(refused("plan.pdf", b"1. The Parties shall withdraw."))


def test_a_text_of_a_word_is_too_short_for_a_language() -> None:
    (failure,) = assess(read("a.txt", data=b"x")).failures
    assert "too short to tell its language" in failure.reason
