"""Importing official files, comparable agreements, and how agreements fared, on small files written for the test."""

import csv
from pathlib import Path

import openpyxl
import pytest

from irenicon.assessment import assess
from irenicon.codebook.loading import load
from irenicon.documents.reading import read
from irenicon.errors import IreniconError
from irenicon.precedents.comparable import codes_of, comparable, lacking, nearest
from irenicon.precedents.experience import experience
from irenicon.precedents.expert import coded, side_by_side
from irenicon.precedents.model import Filters, Imported, Precedent
from irenicon.precedents.reading import imported, keep, kept, read_precedents
from irenicon.precedents.survival import difference, fate

HEAD = ["AgtId", "Agt", "Dat", "Con", "Contp", "Agtp", "Stage", "Ver", "Ce", "TjAm", "LaCH"]


def pax(folder: Path, *rows: list[str], head: list[str] = HEAD) -> Path:
    path = folder / "pax.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def ucdp(folder: Path, version: str = "22.1") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["paid", "pa_name", "pa_date", "incompatibility", "pa_type", "ended", "duration", "version", "cease"])
    sheet.append(["1", "One", "2000-01-01", "1", "1", "True", "2001-01-01", version, "1"])
    sheet.append(["2", "Two", "2000-01-01", "1", "1", "", None, version, "0"])
    path = folder / "ucdp.xlsx"
    book.save(path)
    return path


def test_pax_is_read_by_its_codes(tmp_path: Path) -> None:
    (one,) = read_precedents(
        "pax", pax(tmp_path, ["7", "X", "2001-02-03", "C", "Territory", "Inter", "Cea", "1", "2", "0", "1"]), load()
    )
    assert (one.id, one.conflict, one.kind, one.stage) == ("7", "Territory", "Inter", "Cea")
    assert set(one.provisions) == {"Ce", "LaCH"}


def test_ucdp_is_read_with_its_end(tmp_path: Path) -> None:
    one, two = read_precedents("ucdp", ucdp(tmp_path), load())
    assert (one.provisions, one.ended, one.ended_on) == (("cease",), True, "2001-01-01")
    assert (two.provisions, two.ended, two.ended_on) == ((), False, None)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    found = read_precedents("ucdp", ucdp(tmp_path), load())
    keep("ucdp", found, tmp_path / "workspace")
    assert kept("ucdp", tmp_path / "workspace") == found
    assert kept("pax", tmp_path / "workspace") == ()


def test_a_file_that_is_not_the_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IreniconError, match="columns are missing: Stage"):
        read_precedents("pax", pax(tmp_path, ["1"], head=[name for name in HEAD if name != "Stage"]), load())
    with pytest.raises(IreniconError, match="version 19"):
        read_precedents("ucdp", ucdp(tmp_path, "19.1"), load())
    with pytest.raises(IreniconError, match="is not the UCDP"):
        read_precedents("ucdp", pax(tmp_path), load())
    with pytest.raises(IreniconError, match="cannot be read"):
        read_precedents("pax", tmp_path / "none.csv", load())


def test_a_file_that_is_cut_off_or_too_new_is_refused(tmp_path: Path) -> None:
    whole = ["7", "X", "2001-02-03", "C", "Territory", "Inter", "Cea", "1", "2", "0", "1"]
    with pytest.raises(IreniconError, match="row 3 is cut off"):
        read_precedents("pax", pax(tmp_path, whole, whole[:5]), load())
    with pytest.raises(IreniconError, match="version 99"):
        read_precedents("pax", pax(tmp_path, [*whole[:7], "99", *whole[8:]]), load())
    with pytest.raises(IreniconError, match="no rows"):
        read_precedents("pax", pax(tmp_path), load())
    cut = ucdp(tmp_path)
    cut.write_bytes(cut.read_bytes()[:-400])
    with pytest.raises(IreniconError, match=r"ucdp\.xlsx is not the UCDP"):
        read_precedents("ucdp", cut, load())


def termination(folder: Path, *rows: tuple[object, ...]) -> Path:
    head = ["conflictep_id", "conflict_id", "conflictepisode", "confterm", "ependdate", "outcome", "version"]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*head, "start_date2", "type_of_conflict", "location"])
    for row in rows:
        sheet.append(row)
    path = folder / "term.xlsx"
    book.save(path)
    return path


def test_a_conflict_restarts_with_its_next_episode(tmp_path: Path) -> None:
    file = termination(
        tmp_path,
        (101, 1, 1, 0, None, None, 3, "1990-05-01", 3, "A"),
        (101, 1, 1, 1, "1992-01-01", 1, 3, "1990-05-01", 3, "A"),
        (102, 1, 2, 1, "1999-01-01", 2, 3, "1995-06-01", 3, "A"),
        (201, 2, 1, 1, "1999-01-01", None, 3, "1995-06-01", 2, "B"),
    )
    peace, truce = read_precedents("ucdp-termination", file, load())
    assert (peace.stage, peace.ended, peace.ended_on) == ("peace_agreement", True, "1995-06-01")
    assert (truce.stage, truce.ended, truce.ended_on) == ("ceasefire", False, None)


def test_a_folder_without_imports_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IreniconError, match="precedents import"):
        imported(tmp_path)


def test_an_empty_comparison_set_is_told_and_the_rest_stays() -> None:
    known = Imported(
        pax=tuple(_of_pax(n, "Ce", "TjAm") for n in range(5)), ucdp=tuple(agreement(n, years=1) for n in range(6))
    )
    found = experience({"cease_hostilities"}, known, load(), Filters(stage="Ren"))
    assert (found.comparable, found.nearest, found.lacking) == (0, (), ())
    assert "stage Ren (there are Cea)" in found.remarks[0]
    assert found.fate is not None


def test_counts_of_what_goes_with_a_provision() -> None:
    precedents = [_of_pax(n, "Ce", *(["TjAm"] if n < 18 else [])) for n in range(24)]
    near = nearest({"Ce"}, precedents, most=10)
    (lack,) = lacking({"Ce"}, near, precedents, {"Ce": ("cease_hostilities",), "TjAm": ("amnesty",)})
    assert (lack.given, lack.given_having, lack.given_of) == ("Ce", 18, 24)
    assert comparable(precedents, Filters(kind="Intra")) == ()


def test_every_project_has_its_codes_for_a_plan() -> None:
    found = experience({"withdraw_forces", "monitor"}, Imported(), load(), Filters())
    assert "withd" in found.codes["ucdp"]
    assert {"withdrawal of troops", "verification mechanism"} <= set(found.codes["pam"])
    assert "CeProv" in found.codes["pax"]


def _of_pax(number: int, *provisions: str) -> Precedent:
    return Precedent("pax", str(number), f"A{number}", "2000-01-01", "Territory", "Cea", provisions, kind="Inter")


def agreement(number: int, *provisions: str, years: float | None = None) -> Precedent:
    ended = None if years is None else f"{2000 + int(years)}-01-01"
    return Precedent("ucdp", str(number), f"A{number}", "2000-01-01", "1", "1", provisions, years is not None, ended)


def test_the_nearest_share_most_provisions_and_what_they_add_is_lacking() -> None:
    meant = load().codes["ucdp"]
    codes = codes_of({"cease_hostilities", "withdraw_forces"}, meant)
    known = [agreement(1, "amn"), agreement(2, "cease", "withd", "pko"), agreement(3, "cease")]
    near = nearest(codes, known, most=2)
    assert [each.precedent.id for each in near] == ["2", "3"]
    assert near[0].likeness == pytest.approx(2 / 3, abs=1e-4)
    (first,) = lacking(codes, near, known, meant)
    assert (first.provision, first.having, first.of) == ("pko", 1, 2)


def test_kaplan_meier_of_known_times() -> None:
    group = [agreement(n, years=y) for n, y in enumerate((1, 3))] + [agreement(n) for n in (8, 9)]
    found = fate(group, "2021-12-31")
    assert found is not None
    assert (found.number, found.ended) == (4, 2)
    assert [each.share for each in found.standing] == [1.0, 0.75, 0.5, 0.5]
    assert [each.share for each in found.curve] == [1.0, 0.75, 0.5]
    assert all(each.low <= each.share <= each.high for each in (*found.standing, *found.curve))


def test_an_end_without_a_date_is_left_out() -> None:
    unknown = Precedent("ucdp", "1", "A", "2000-01-01", "1", "1", (), True, None)
    assert fate([unknown], "2021-12-31") is None


def test_log_rank_tells_groups_apart_and_refuses_small_ones() -> None:
    short = [agreement(n, "cease", years=1) for n in range(10)]
    long = [agreement(20 + n) for n in range(10)]
    found = difference(short + long, "cease", "2021-12-31")
    assert found is not None
    assert found.p < 0.01
    assert difference(short[:2] + long, "cease", "2021-12-31") is None


def test_found_and_coded_stand_side_by_side() -> None:
    text = b"# Plan\n\n1. Kenya and Somalia shall observe a cease-fire.\n\n2. Kenya will hold elections by 1 May.\n"
    commitments = assess(read("p.md", data=text)).documents[0].commitments
    rows = {row.code: row for row in side_by_side(commitments, _of_pax(1, "Ce", "TjAm"), load().codes["pax"])}
    assert (bool(rows["Ce"].commitments), rows["Ce"].coded) == (True, True)
    assert (bool(rows["Ele"].commitments), rows["Ele"].coded) == (True, False)
    assert (bool(rows["TjAm"].commitments), rows["TjAm"].coded) == (False, True)
    with pytest.raises(IreniconError, match="numbered 99"):
        coded("99", [_of_pax(1, "Ce")])
