"""Importing official files, comparable agreements, and how agreements fared, on small files written for the test."""

import csv
from pathlib import Path

import openpyxl
import pytest

from irenicon.codebook.loading import load
from irenicon.errors import IreniconError
from irenicon.precedents.comparable import codes_of, lacking, nearest
from irenicon.precedents.model import Precedent
from irenicon.precedents.reading import acts_by_code, keep, kept, read_precedents
from irenicon.precedents.survival import difference, fate

HEAD = ["AgtId", "Agt", "Dat", "Con", "Contp", "Stage", "Ver", "Ce", "TjAm", "LaCH"]


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
        "pax", pax(tmp_path, ["7", "X", "2001-02-03", "C", "Territory", "Cea", "1", "2", "0", "1"]), load()
    )
    assert (one.id, one.conflict, one.stage) == ("7", "Territory", "Cea")
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


def agreement(number: int, *provisions: str, years: float | None = None) -> Precedent:
    ended = None if years is None else f"{2000 + int(years)}-01-01"
    return Precedent("ucdp", str(number), f"A{number}", "2000-01-01", "1", "1", provisions, years is not None, ended)


def test_the_nearest_share_most_provisions_and_what_they_add_is_lacking() -> None:
    meant = acts_by_code("ucdp", load())
    codes = codes_of({"cease_hostilities", "withdraw_forces"}, meant)
    near = nearest(codes, [agreement(1, "amn"), agreement(2, "cease", "withd", "pko"), agreement(3, "cease")], most=2)
    assert [each.precedent.id for each in near] == ["2", "3"]
    assert near[0].likeness == pytest.approx(2 / 3, abs=1e-4)
    (first,) = lacking(codes, near, meant)
    assert (first.provision, first.having, first.of) == ("pko", 1, 2)


def test_kaplan_meier_of_known_times() -> None:
    group = [agreement(n, years=y) for n, y in enumerate((1, 3))] + [agreement(n) for n in (8, 9)]
    found = fate(group, "2021-12-31")
    assert found is not None
    assert (found.number, found.ended) == (4, 2)
    assert [share for _, share, _, _ in found.standing] == [1.0, 0.75, 0.5, 0.5]
    assert all(low <= share <= high for _, share, low, high in found.standing)


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
