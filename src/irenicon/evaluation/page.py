"""The page of a reader's errors: scores above, every row that went wrong below, to be sifted by fault, act and text."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import get_args

from jinja2 import Environment, StrictUndefined

from irenicon.evaluation.rows import Fault, compared
from irenicon.evaluation.scoring import Evaluation, Scored


def errors_page(scored: Sequence[Scored], result: Evaluation, reader: str) -> str:
    """One self-contained HTML page."""
    rows = [row for row in compared(scored) if row.fault != "right"]
    groups = (("all", result.all), *result.languages.items(), *result.families.items(), *result.texts.items())
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        files("irenicon.evaluation").joinpath("errors.html").read_text(encoding="utf-8")
    )
    return template.render(
        reader=reader,
        rows=rows,
        summary=[(name, each["commitments"]) for name, each in groups if "commitments" in each],
        faults=[fault for fault in get_args(Fault) if fault != "right"],
        acts=sorted({row.act for row in rows}),
        texts=sorted({row.text for row in rows}),
    )
