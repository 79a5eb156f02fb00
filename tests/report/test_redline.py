"""Tracked changes: accepted they are the second draft, rejected the first; LibreOffice does it too."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from irenicon.documents.reading import read
from irenicon.drafts.model import Draft
from irenicon.report.redline import to_redline

FIRST = (
    "# Plan\n\n1. Kenya shall withdraw its forces.\n\n2. Somalia shall hold elections within 100 days.\n\n3. Gone.\n"
)
SECOND = (
    "# Plan\n\n1. Kenya shall withdraw its forces.\n\n2. Somalia shall hold elections as soon as possible.\n\n"
    "4. Mali will pay & sign <soon>.\n"
)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@pytest.fixture
def redline() -> bytes:
    first, second = (Draft(read("a.md", data=text.encode(), language="en"), ()) for text in (FIRST, SECOND))
    return to_redline(first, second)


def kept(data: bytes, dropped: str) -> list[str]:
    """The paragraphs after every revision `dropped` is taken out and the others stay."""
    found = []
    for paragraph in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        runs = [
            "".join(words.text or "" for words in run.iter(qn("w:t"), qn("w:delText")))
            for run in paragraph.iter(qn("w:r"))
            if run.getparent().tag != qn(f"w:{dropped}")
        ]
        if "".join(runs):
            found.append("".join(runs))
    return found


def test_accepted_it_is_the_second_draft(redline: bytes) -> None:
    assert kept(redline, "del") == lines(SECOND)


def test_rejected_it_is_the_first_draft(redline: bytes) -> None:
    assert kept(redline, "ins") == lines(FIRST)


def test_only_the_words_that_changed_are_tracked(redline: bytes) -> None:
    body = docx.Document(io.BytesIO(redline)).element.body
    deleted = ["".join(t.text or "" for t in each.iter(qn("w:delText"))) for each in body.iter(qn("w:del"))]
    assert not any("Somalia" in text for text in deleted)
    ids = [each.get(qn("w:id")) for each in body.iter(qn("w:ins"), qn("w:del"))]
    assert len(ids) == len(set(ids))


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub AcceptAll(source As String, target As String)
  Dim none()
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, none())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:AcceptAllTrackedChanges", "", 0, none())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "Text (encoded)"
  document.storeToURL(ConvertToURL(target), filter())
  document.close(True)
End Sub
</script:module>
"""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_accepts_all_and_gets_the_second_draft(redline: bytes, tmp_path: Path) -> None:
    source, target, profile = tmp_path / "redline.docx", tmp_path / "accepted.txt", tmp_path / "profile"
    source.write_bytes(redline)
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    (profile / "user" / "basic" / "Standard").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(MACRO, encoding="utf-8")
    call = f"macro:///Standard.Module1.AcceptAll({source},{target})"
    subprocess.run([*office, call], check=True, capture_output=True, timeout=120)
    assert lines(target.read_text(encoding="utf-8-sig")) == lines(SECOND)
