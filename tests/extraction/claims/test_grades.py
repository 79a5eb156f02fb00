"""A reader's grades of sources: read from a file, shown, never invented."""

from pathlib import Path

import pytest

from irenicon.errors import IreniconError
from irenicon.measures.grades import grade_of, read_grades


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_grade_is_found_by_the_source_s_name(tmp_path: Path) -> None:
    grades = read_grades(written(tmp_path, '[[source]]\nname = "Reuters"\nreliability = "B"\ncredibility = 2\n'))
    assert str(grade_of("reuters", grades)) == "B2"
    assert grade_of("Interfax", grades) is None


@pytest.mark.parametrize("line", ['reliability = "G"', 'reliability = "A"\ncredibility = 7', "", "reliability = A"])
def test_a_grade_off_the_scale_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(IreniconError, match=r"sources\.toml"):
        read_grades(written(tmp_path, f'[[source]]\nname = "Reuters"\n{line}\n'))
