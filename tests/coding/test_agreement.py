"""Agreement between coders: against published worked examples, and on codings whose disagreements are known."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from irenicon.coding.agreement import agreement
from irenicon.coding.aligning import align
from irenicon.coding.alpha import alpha, masi
from irenicon.coding.fields import CLAIMS
from irenicon.coding.unitising import alpha_u
from irenicon.documents.model import Span
from irenicon.errors import IreniconError
from irenicon.evaluation.gold import GoldClaim, GoldCommitment

TEXT = "Kenya shall withdraw its troops. Somalia shall hold elections. Mali may pay."


def units(*coders: str) -> list[tuple[str | None, ...]]:
    return list(zip(*([None if value == "." else value for value in coder.split()] for coder in coders), strict=True))


@pytest.mark.parametrize(
    ("coders", "published"),
    [
        (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
        (("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
        (
            (
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ),
            0.743,
        ),
    ],
)
def test_alpha_of_krippendorffs_examples(coders: tuple[str, ...], published: float) -> None:
    """Krippendorff 2011, examples A, B and C: two coders binary and nominal, four coders with missing values."""
    found = alpha(units(*coders))
    assert found.value == pytest.approx(published, abs=0.0005)
    assert found.low is not None
    assert found.high is not None
    assert found.low < published < found.high


def test_alpha_is_undefined_where_nothing_varies_or_nothing_pairs() -> None:
    assert alpha(units("a a a", "a a a")).value is None
    assert alpha(units("a . b", ". a .")).of == 0


def spans(*units: tuple[int, int]) -> list[Span]:
    return [Span(start, start + length) for start, length in units]


def test_alpha_of_unitising_of_krippendorffs_example() -> None:
    """Krippendorff 2004, p. 254: categories c and k on a continuum from 150 to 450; 0.7286 and 1, together 0.8591
    from figures that are rounded to four places there."""
    one = {"c": spans((75, 70), (220, 30)), "k": spans((30, 60), (150, 50))}
    other = {"c": spans((70, 80), (205, 20), (250, 20)), "k": spans((30, 60), (150, 50))}
    whole, each = alpha_u([one, other], 300)
    assert each == {"c": pytest.approx(0.7286, abs=0.0001), "k": 1.0}
    assert whole.value == pytest.approx(0.8591, abs=0.0005)


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        (((2, 8), (14, 6)), ((4, 4), (15, 2)), 0.553),
        (((0, 18),), ((0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)), -0.926),
        (((2, 6), (10, 2), (14, 4), (20, 2)), ((0, 2), (4, 4), (10, 4), (16, 2), (20, 2)), 0.679),
        (((0, 2), (2, 8), (10, 4), (14, 6), (20, 4)), ((0, 4), (4, 4), (8, 7), (15, 2), (17, 7)), 0.066),
    ],
)
def test_alpha_of_unitising_of_the_examples_of_1995(
    one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], published: float
) -> None:
    """Krippendorff 1995, p. 57, in the limit of a finely measured continuum of 24 parts."""
    fine = 50_000
    drawn = [{"x": spans(*((start * fine, length * fine) for start, length in units))} for units in (one, other)]
    assert alpha_u(drawn, 24 * fine)[0].value == pytest.approx(published, abs=0.02)


def test_stretches_of_one_category_that_overlap_are_joined() -> None:
    parted, whole = {"x": spans((0, 10), (5, 10))}, {"x": spans((0, 15))}
    assert alpha_u([parted, whole], 100)[0].value == 1


def test_sets_differ_by_masi() -> None:
    assert masi(frozenset("ab"), frozenset("ab")) == 0
    assert masi(frozenset("a"), frozenset("ab")) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi(frozenset("ab"), frozenset("bc")) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(frozenset("a"), frozenset("b")) == 1


@dataclass(frozen=True)
class Cut:
    start: int
    end: int
    act: str = "x"


def test_units_prefer_the_same_category_and_keep_the_order_of_the_text() -> None:
    first, inner = Cut(0, 10, "a"), Cut(0, 9, "b")
    coders = [[Cut(20, 30), first], [inner, Cut(2, 8, "a")], [Cut(50, 60)]]
    found = align(coders, lambda one, other: one.act == other.act)
    assert found == (
        (None, inner, None),
        (first, Cut(2, 8, "a"), None),
        (Cut(20, 30), None, None),
        (None, None, Cut(50, 60)),
    )


def coded(act: str, start: int, end: int, **fields: object) -> GoldCommitment:
    return GoldCommitment(act=act, start=start, end=end, quote=TEXT[start:end], **fields)  # type: ignore[arg-type]


ONE = (
    coded("withdraw_forces", 0, 31, obligors=("Kenya",), vague=("no_deadline",)),
    coded("hold_elections", 33, 61, obligors=("Somalia",)),
)
OTHER = (
    coded("withdraw_forces", 6, 31, obligors=("Kenya", "Mali"), deadline="soon"),
    coded("pay_or_invest", 63, 75, modality="permission"),
)


def test_disagreements_name_the_fields_and_what_only_one_has() -> None:
    found = agreement([ONE, OTHER], len(TEXT), ["A", "B"])
    assert (found.coded, found.units, found.shared) == ((2, 2), 3, 1)
    shared, only_one, only_other = found.disagreements
    assert (shared.start, shared.end) == (0, 31)
    assert {each.field: each.values for each in shared.differences} == {
        "obligors": ("Kenya", "Kenya; Mali"),
        "deadline": ("", "soon"),
        "vague": ("no_deadline", ""),
    }
    assert only_one.quotes == ("Somalia shall hold elections", None)
    assert only_other.quotes == (None, "Mali may pay")
    assert found.pairs[0].category.value == pytest.approx(1 / 2)


def test_coders_who_agree_have_nothing_to_settle() -> None:
    found = agreement([ONE, ONE, ONE], len(TEXT), ["A", "B", "C"])
    assert found.disagreements == ()
    assert found.unitising.value == 1
    assert [pair.category.value for pair in found.pairs] == [1, 1, 1]
    assert found.fields["act"].value == 1


def test_changing_the_order_of_coders_changes_no_measure() -> None:
    one, other = agreement([ONE, OTHER], len(TEXT), ["A", "B"]), agreement([OTHER, ONE], len(TEXT), ["B", "A"])
    assert one.unitising == other.unitising
    assert one.pairs[0].category.value == other.pairs[0].category.value
    assert {name: each.value for name, each in one.fields.items()} == {
        name: each.value for name, each in other.fields.items()
    }


def test_claims_are_compared_by_their_own_fields() -> None:
    claim = GoldClaim(TEXT[:31], 0, 31, "fact", "author", "author", "asserted")
    other = GoldClaim(TEXT[:31], 0, 31, "demand", "author", "author", "asserted")
    found = agreement([[claim], [other]], len(TEXT), ["A", "B"], CLAIMS)
    assert [each.field for each in found.disagreements[0].differences] == ["kind"]


def test_one_coding_or_one_of_another_text_is_refused() -> None:
    with pytest.raises(IreniconError, match="two codings"):
        agreement([ONE], len(TEXT), ["A"])
    with pytest.raises(IreniconError, match="outside the text"):
        agreement([ONE, OTHER], 40, ["A", "B"])


def irenicon(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from irenicon.cli import main; main()", "agreement", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    text = tmp_path / "plan.txt"
    text.write_text(TEXT, encoding="utf-8")
    paths = [tmp_path / "anna.jsonl", tmp_path / "ben.jsonl"]
    for path, coding in zip(paths, (ONE, OTHER), strict=True):
        records = [{name: getattr(one, name) for name in one.__struct_fields__} for one in coding]
        path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return [text, *paths]


def test_the_command_prints_measures_and_what_is_to_settle(files: list[Path]) -> None:
    done = irenicon(*files)
    assert done.returncode == 0, done.stderr
    for part in ("alpha of unitising", "3 to settle", "only [1]: Somalia shall hold", "obligors: Kenya | Kenya; Mali"):
        assert part in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert json.loads(irenicon(*files, "--json").stdout)["coded"] == [2, 2]


def test_the_command_refuses_what_it_cannot_compare(files: list[Path]) -> None:
    for arguments in (files[:2], [*files[:2], files[2].with_name("absent.jsonl")], [*files, "b.claims.jsonl"]):
        done = irenicon(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
