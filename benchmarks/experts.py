"""Acts found in agreements beside the codes that PA-X experts gave them: precision, recall and Cohen's κ per code.

    python benchmarks/experts.py FOLDER_OF_AGREEMENTS PAX.csv

The agreements are files named by their PA-X number ("2112.html").
PA-X codes 0 to 3 by how much is said; 1 to 3 count.
"""

from __future__ import annotations

import sys
from pathlib import Path

from irenicon.assessment import assess_files
from irenicon.codebook.loading import load
from irenicon.precedents.comparable import codes_of
from irenicon.precedents.reading import read_precedents


def kappa(both: int, found: int, coded: int, number: int) -> float:
    """Cohen's κ of two codings of `number` agreements."""
    same = (both + number - found - coded + both) / number
    chance = (found * coded + (number - found) * (number - coded)) / number**2
    return (same - chance) / (1 - chance) if chance < 1 else float("nan")


def main(folder: Path, pax: Path) -> None:
    book = load()
    meant = book.codes["pax"]
    experts = {one.id: set(one.provisions) for one in read_precedents("pax", pax, book)}
    paths = sorted(path for path in folder.iterdir() if path.stem in experts)
    assessed = assess_files(paths, codebook=book)
    pairs = [
        (codes_of({each.act for each in one.commitments}, meant), experts[Path(one.document.source).stem])
        for one in assessed.documents
    ]
    print(f"{len(pairs)} agreements; {len(assessed.failures)} not read")
    print(f"{'code':<12}{'found':>6}{'coded':>6}{'precision':>11}{'recall':>8}{'kappa':>8}")
    rows = []
    for code in meant:
        found, coded = (sum(code in side for side in sides) for sides in zip(*pairs, strict=True))
        both = sum(code in one and code in other for one, other in pairs)
        if coded:
            rows.append((kappa(both, found, coded, len(pairs)), code, found, coded, both))
    for value, code, found, coded, both in sorted(rows, reverse=True):
        print(f"{code:<12}{found:>6}{coded:>6}{both / found if found else 0:>11.2f}{both / coded:>8.2f}{value:>8.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
