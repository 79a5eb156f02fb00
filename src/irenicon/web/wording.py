"""What the room says, in the reader's language: its own words, its pages' and the report's."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from irenicon.report.wording import LANGUAGES, Wording
from irenicon.report.wording import wording as of_reports

_FOLDERS = ("irenicon.web", "irenicon.web.pages")


@cache
def wording(language: str) -> Wording:
    """All words of a language, by section; the room's sections stand beside the report's."""
    sections = dict(of_reports(language).sections)
    for folder in _FOLDERS:
        file = files(folder).joinpath(f"words.{language}.toml")
        if file.is_file():
            for name, said in tomllib.loads(file.read_text(encoding="utf-8")).items():
                sections[name] = {**sections.get(name, {}), **said}
    return Wording(language, sections)


def preferred(accepted: str) -> str:
    """The first language that a browser accepts (an Accept-Language header) and the room speaks, else English."""
    weighed = [_weighed(part, place) for place, part in enumerate(accepted.split(",")[:20])]
    known = sorted((-weight, place, name) for weight, place, name in weighed if name in LANGUAGES and weight > 0)
    return known[0][2] if known else LANGUAGES[0]


def _weighed(part: str, place: int) -> tuple[float, int, str]:
    name, _, parameters = part.partition(";")
    weight = parameters.strip().removeprefix("q=") if parameters else "1"
    try:
        return float(weight), place, name.strip().lower().split("-")[0]
    except ValueError:
        return 0.0, place, ""
