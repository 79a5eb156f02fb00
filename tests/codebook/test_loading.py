"""A bad entry is refused with file and line."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from irenicon.assessment import assess
from irenicon.codebook.loading import load
from irenicon.documents.reading import from_text
from irenicon.errors import IreniconError
from irenicon.extraction.knowledge import knowledge
from irenicon.extraction.rules.finding import find
from irenicon.report.page import to_html
from irenicon.report.records import to_json
from irenicon.report.table import to_csv


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("irenicon.codebook")) as shipped:
        for path in Path(shipped).glob("*.toml"):
            shutil.copy(path, tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> int:
    """Replaces the first occurrence and returns its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def refused(folder: Path) -> str:
    with pytest.raises(IreniconError) as caught:
        load(folder)
    assert caught.value.kind == "bad_codebook"
    return str(caught.value)


def test_an_act_that_names_an_unknown_word_class(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text('\n[[act]]\nid = "amnesty"\ntriggers = ["NO_SUCH_CLASS"]\n')
    with pytest.raises(IreniconError, match=r"rules.toml, line 2: .*NO_SUCH_CLASS"):
        knowledge(load(tmp_path))


def test_a_folder_needs_only_what_it_changes(tmp_path: Path) -> None:
    (tmp_path / "acts.toml").write_text(
        '[[act]]\nid = "share_water"\ngroup = "economy"\nlabel = { en = "Share water" }\n\n'
        '[[act]]\nid = "amnesty"\nlabel = { en = "Pardon" }\n'
    )
    (tmp_path / "rules.toml").write_text('[[act]]\nid = "share_water"\ntriggers = ["IRRIGATE"]\nobligor = ["mutual"]\n')
    (tmp_path / "words.en.toml").write_text('[classes]\nIRRIGATE = ["irrigate"]\n')
    book = load(tmp_path)
    assert book.acts["amnesty"].label["en"] == "Pardon"
    assert book.acts["amnesty"].slots == load().acts["amnesty"].slots
    found = find(from_text("# Accord\n\n1. Kenya shall irrigate the fields of Somalia.\n"), book)
    assert [(one.act, one.obligors) for one in found] == [("share_water", ("Kenya",))]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IreniconError, match="There is no folder"):
        load(tmp_path / "absent")


def test_an_act_with_an_unknown_field(folder: Path) -> None:
    change(folder / "acts.toml", 'reversibility = "reversible"', 'reversability = "reversible"')
    assert "acts.toml, line" in refused(folder)


def test_broken_toml(folder: Path) -> None:
    line = change(folder / "parties.toml", 'kind = "state"', 'kind = "state')
    assert f"parties.toml, line {line}" in refused(folder)


def test_a_weight_below_nothing(folder: Path) -> None:
    change(folder / "weights.toml", "permission = 0.5", "permission = -0.5")
    assert "weights.toml, line" in refused(folder)


def test_a_code_of_another_project_that_names_an_unknown_act(folder: Path) -> None:
    line = change(folder / "codes.toml", 'amn = ["amnesty"]', 'amn = ["amnesties"]')
    assert f"codes.toml, line {line}" in refused(folder)


def test_a_name_added_without_touching_code_is_found(folder: Path) -> None:

    text = "1. Freedonia shall withdraw its troops from the coast.\n\n2. It is a plan.\n\n3. It is short.\n"
    with (folder / "parties.toml").open("a", encoding="utf-8") as parties:
        parties.write(
            '\n[[party]]\nname = "Freedonia"\nkind = "state"\nen.names = ["Freedonia"]\nnl.names = ["Freedonië"]\n'
        )
    assert [one.obligors for one in find(from_text(text), load(folder))] == [("Freedonia",)]
    assert [one.obligors for one in find(from_text(text))] != [("Freedonia",)]


def test_an_act_of_one_s_own_goes_into_every_output(tmp_path: Path) -> None:
    (tmp_path / "acts.toml").write_text(
        '[[act]]\nid = "share_water"\ngroup = "economy"\nlabel = { en = "Share water" }\n'
    )
    (tmp_path / "rules.toml").write_text('[[act]]\nid = "share_water"\ntriggers = ["IRRIGATE"]\n')
    (tmp_path / "words.en.toml").write_text('[classes]\nIRRIGATE = ["irrigate"]\n')
    book = load(tmp_path)
    found = assess(from_text("# Plan\n\n1. Kenya shall irrigate the fields of Somalia.\n"), codebook=book)
    assert [one.act for one in found.documents[0].commitments] == ["share_water"]
    assert b"share_water" in to_json(found, book)
    assert "share_water" in to_csv(found)
    assert "Share water" in to_html(found, codebook=book)
