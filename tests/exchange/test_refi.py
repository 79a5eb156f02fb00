"""REFI-QDA out and in: what is written follows the published schema and comes back whole; foreign files are kept as far
as they map; harmful and broken ones are refused."""

import io
import zipfile
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from irenicon.assessment import assess, assess_files
from irenicon.codebook.loading import load
from irenicon.documents.model import Document
from irenicon.documents.reading import from_text
from irenicon.errors import IreniconError
from irenicon.exchange.archive import Archive
from irenicon.exchange.counting import Marked, counted
from irenicon.exchange.measuring import assessed
from irenicon.exchange.model import Coded, Coding, Project, project_of
from irenicon.exchange.qdc import from_qdc, to_qdc
from irenicon.exchange.qdpx_in import from_qdpx
from irenicon.exchange.qdpx_out import to_qdpx
from irenicon.findings.model import Claim, Commitment
from irenicon.report.packing import packed

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "examples" / name for name in ("plan.en.md", "opinion.en.txt", "plan.nl.md")]
SPACE = {"q": "urn:QDA-XML:project:1.0"}


@pytest.fixture(scope="module")
def project() -> Project:
    return project_of(assess_files(FILES))


def described(data: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("project.qde"))


def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(files("irenicon.exchange").joinpath(name).read_bytes()))


def test_a_project_follows_the_schema_and_comes_back_as_it_was(project: Project) -> None:
    data = to_qdpx(project, load())
    assert schema("Project.xsd").validate(described(data))
    assert from_qdpx(data, load(), "x.qdpx") == project
    assert data == to_qdpx(project, load())


def test_who_and_when_go_along(project: Project) -> None:
    first = project.documents[0]
    codings = tuple(
        msgspec.structs.replace(one, who=who, when="2031-03-04T10:00:00Z")
        for one, who in zip(first.codings, ["Anna & <Ben>", "Carla"] * 40, strict=False)
    )
    signed = Project("x", (msgspec.structs.replace(first, codings=codings),))
    data = to_qdpx(signed, load(), language="nl")
    assert schema("Project.xsd").validate(described(data))
    assert from_qdpx(data, load(), "x") == signed
    late = msgspec.structs.replace(codings[0], when="yesterday")
    with pytest.raises(IreniconError, match="yesterday"):
        to_qdpx(Project("x", (msgspec.structs.replace(first, codings=(late,)),)), load())


def test_positions_are_characters_whatever_the_text_holds() -> None:
    text = "# 𝔓lan 🕊\n\n1. Kenya 🕊 shall withdraw its forces.\u2028\x0b\n\n2. Somalia <&> shall hold elections.\n"
    made = project_of(assess(from_text(text, source="a.md", media_type="text/markdown", language="en")))
    data = to_qdpx(made, load())
    for one in described(data).iterfind(".//q:PlainTextSelection", SPACE):
        words = text[int(one.get("startPosition", "")) : int(one.get("endPosition", ""))]
        assert " ".join(words.split())[:80] == one.get("name")
    assert len(made.documents[0].codings) >= 2
    assert from_qdpx(data, load(), "x") == made


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=60), st.data())
@example("\ufeff\x00\x85\u2028\U0001f54a<&>]]>", None)
@example("00000000000\U00010000\U00010000\x1b0", None)
def test_any_text_comes_back(text: str, data: st.DataObject | None) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(text))) if data else len(text)
    claim = Claim("x", text[start:end], start, end, "fact", "author", "author", "asserted")
    made = Project("p", (Coded(Document("x", "text/plain", text, "en"), (Coding(claim),)),))
    assert from_qdpx(to_qdpx(made, load()), load(), "x") == made


def test_the_codebook_follows_the_schema_and_every_act_is_known_again() -> None:
    for language in ("en", "nl"):
        data = to_qdc(load(), language=language)
        assert schema("Codebook.xsd").validate(etree.fromstring(data))
        found = from_qdc(data, load(), "x.qdc")
        assert found.left == ()
        assert {one.meaning.id for one in found.known if one.meaning.sort == "act"} == set(load().acts)


TEXT = "A plan.\r\n\r\nKenya shall withdraw its forces.\r\nSomalia shall hold elections. 🕊 Mali will pay."
PLAIN = TEXT.replace("\r\n", "\n")
QDE = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Foreign" origin="ATLAS.ti">
 <Users><User guid="{AAAAAAAA-0000-4000-8000-000000000001}" name="Anna"/></Users>
 <CodeBook><Codes>
  <Code guid="{BBBBBBBB-0000-4000-8000-000000000001}" name="Security" isCodable="false">
   <Code guid="{BBBBBBBB-0000-4000-8000-000000000002}" name="Withdraw  FORCES" isCodable="true" color="#ff0000"/>
   <Code guid="{BBBBBBBB-0000-4000-8000-000000000003}" name="My own idea" isCodable="true"/></Code>
  <Code guid="{BBBBBBBB-0000-4000-8000-000000000004}" name="Forecast" isCodable="true"/>
 </Codes></CodeBook>
 <Sources>
  <TextSource guid="{CCCCCCCC-0000-4000-8000-000000000001}" name="Interview.docx" richTextPath="internal://one.docx"
    plainTextPath="internal://ONE.txt">
   <PlainTextSelection guid="DDDDDDDD-0000-4000-8000-000000000001" name="%(name)s" startPosition="%(start)d"
     endPosition="%(end)d" creatingUser="{AAAAAAAA-0000-4000-8000-000000000001}"
     creationDateTime="2031-01-01T00:00:00Z">
    <Coding guid="EEEEEEEE-0000-4000-8000-000000000001">
     <CodeRef targetGUID="{bbbbbbbb-0000-4000-8000-000000000002}"/></Coding>
    <Coding guid="EEEEEEEE-0000-4000-8000-000000000002">
     <CodeRef targetGUID="BBBBBBBB-0000-4000-8000-000000000003"/></Coding>
    <Coding guid="EEEEEEEE-0000-4000-8000-000000000003">
     <CodeRef targetGUID="BBBBBBBB-0000-4000-8000-000000000004"/></Coding>
   </PlainTextSelection>
  </TextSource>
  <TextSource guid="CCCCCCCC-0000-4000-8000-000000000002" name="Elsewhere" plainTextPath="absolute:///home/x.txt"/>
  <PictureSource guid="CCCCCCCC-0000-4000-8000-000000000003" name="Map" path="internal://map.png"/>
 </Sources>
</Project>"""


def foreign(start: int, end: int, name: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("project.qde", QDE % {"start": start, "end": end, "name": name})
        archive.writestr("sources/one.TXT", b"\xef\xbb\xbf" + TEXT.encode())
    return out.getvalue()


def test_a_foreign_project_is_kept_as_far_as_it_maps_and_the_rest_is_told() -> None:
    start = PLAIN.index("Kenya")
    found = from_qdpx(foreign(start, start + 32), load(), "f.qdpx")
    assert found.name == "Foreign"
    (coded,) = found.documents
    assert (coded.document.title, coded.document.text) == ("Interview.docx", PLAIN)
    commitment, claim = (one.item for one in coded.codings)
    assert isinstance(commitment, Commitment)
    assert (commitment.act, commitment.quote) == ("withdraw_forces", "Kenya shall withdraw its forces.")
    assert commitment.vague == ("unnamed_obligor",)
    assert isinstance(claim, Claim)
    assert claim.kind == "forecast"
    assert {(one.who, one.when) for one in coded.codings} == {("Anna", "2031-01-01T00:00:00Z")}
    told = " ".join(one.reason for one in found.left)
    for part in ("My own idea", "outside the archive", "Map"):
        assert part in told


@pytest.mark.parametrize("words", ["Kenya shall withdraw its forces.", "Mali will pay."])
@pytest.mark.parametrize("raw", [True, False])
def test_newlines_may_count_as_one_or_two_characters(words: str, raw: bool) -> None:
    """The words that a selection names tell how a program counts."""
    counting = TEXT if raw else PLAIN
    start = counting.index(words)
    (coded,) = from_qdpx(foreign(start, start + len(words), words), load(), "f").documents
    assert coded.codings[0].item.quote == words


def test_positions_may_count_units_of_utf_16() -> None:
    text = "🕊🕊 one two"
    place = counted(text, [Marked(5, 8, "one")])
    assert text[place(5) : place(8)] == "one"


def test_a_changed_selection_wins_over_the_note_that_came_along(project: Project) -> None:
    data = to_qdpx(project, load())
    root = described(data)
    one = root.find(".//q:PlainTextSelection", SPACE)
    assert one is not None
    one.set("endPosition", str(int(one.get("endPosition", "")) - 4))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, etree.tostring(root) if name == "project.qde" else old.read(name))
    (first, *rest), *_ = (each.codings for each in from_qdpx(out.getvalue(), load(), "x").documents)
    before = project.documents[0].codings
    assert first.item.end == before[0].item.end - 4
    assert first.item.quote == before[0].item.quote[:-4]
    assert tuple(rest) == before[1:]


def archive(**members: bytes) -> bytes:
    return packed({name.replace("_", "."): data for name, data in members.items()})


XXE = b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><Project name="x"><Users>&x;</Users></Project>'
LAUGHS = (
    b"".join(
        [b'<!DOCTYPE p [<!ENTITY a "ha">', *(b'<!ENTITY %c "&%c;&%c;">' % (c + 1, c, c) for c in range(97, 121)), b"]>"]
    )
    + b'<Project name="&y;"/>'
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no archive at all", "zip archive"),
        (archive(project_qde=b"<Project")[:60], "zip archive"),
        (archive(other_txt=b"x"), "holds no project.qde"),
        (archive(project_qde=b"<Project><Users></Project>"), "well-formed"),
        (archive(project_qde=b"<CodeBook/>"), "begins with CodeBook"),
        (archive(project_qde=XXE), "document type"),
        (archive(project_qde=LAUGHS), "well-formed|document type"),
    ],
    ids=["no archive", "cut off", "no project", "no XML", "another format", "entities", "many entities"],
)
def test_harmful_and_broken_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(IreniconError, match=reason):
        from_qdpx(data, load(), "x.qdpx")


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    bomb = archive(project_qde=b"0" * 100_000)
    with pytest.raises(IreniconError, match="when unpacked"):
        Archive(bomb, "x.qdpx", most=99_999)
    lying = bomb.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(IreniconError, match=r"broken|more than it says"):
        Archive(lying, "x.qdpx", most=99_999).take("project.qde")


def test_a_broken_codebook_is_refused() -> None:
    for data in (b"", b"<CodeBook", b"<Project/>", XXE):
        with pytest.raises(IreniconError):
            from_qdc(data, load(), "x.qdc")


def test_what_was_coded_in_a_language_without_a_pack_is_measured() -> None:
    text = "Die Regierung zieht ihre Truppen bis zum Ende des Jahres zurück und wird keine Waffen mehr liefern."
    coded = Commitment("de.txt", "", text[:30], 0, 30, "withdraw_forces", ("Kenya",), (), "obligation")
    given = Project("x", (Coded(from_text(text, source="de.txt", language="de"), (Coding(coded),)),))
    found = assessed(given, load())
    assert found.failures == ()
    assert found.documents[0].commitments == (coded,)


def test_what_was_left_out_stays_told_when_the_rest_is_measured() -> None:
    start = PLAIN.index("Kenya")
    found = assessed(from_qdpx(foreign(start, start + 32), load(), "f.qdpx"), load())
    assert len(found.documents[0].commitments) == 1
    assert any("My own idea" in one.reason for one in found.failures)
