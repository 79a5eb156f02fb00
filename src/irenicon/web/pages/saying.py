"""How templates say dates, moments and the values of fields."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import jinja2
from jinja2.runtime import Context

from irenicon.report.wording import Wording
from irenicon.store.model import Plan
from irenicon.web.pages.addresses import subject
from irenicon.web.pages.opened import Opened

_SECTIONS = {
    "modality": "modality",
    "kind": "claim_kind",
    "status": "status",
    "source_type": "source_type",
    "vague": "vague",
}


def teach(environment: jinja2.Environment) -> None:
    """Gives an environment the filters and functions that the room's pages use."""
    environment.filters |= {"day": day, "moment": moment, "value": value}
    environment.globals |= {"subject": subject, "called_in": called_in}


@jinja2.pass_context
def day(context: Context, value: date | str) -> str:
    """A date, or what ISO 8601 gives of one ("2031-03"), in the reader's language: "3 March 2031"."""
    return day_in(value, context["words"])


def day_in(value: date | str, words: Wording) -> str:
    """As `day`, in the language of `words`."""
    year, *rest = str(value).split("-")
    named = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*named, *([words(rest[0], "month")] if rest else []), year])


@jinja2.pass_context
def moment(context: Context, value: datetime) -> str:
    """A moment to the minute, in UTC."""
    return f"{day(context, value.date())}, {value:%H:%M}"


def called(found: Opened, number: int, words: Wording) -> str:
    """What a document of a plan is known by: "Draft 2, 3 March 2031"."""
    return called_in(found.plan, number, words)


def called_in(plan: Plan, number: int, words: Wording) -> str:
    """As `called`, of a plan that is not opened."""
    one = plan.documents[number]
    alike = [place for place, other in enumerate(plan.documents) if other.role == one.role]
    role = words(one.role, "place").capitalize()
    named = f"{role} {alike.index(number) + 1}" if len(alike) > 1 else role
    return f"{named}, {day_in(one.date, words)}" if one.date else named


def value(held: Any, field: str, words: Wording, acts: Any) -> str:
    """The value of a field of a commitment or claim as people read it."""
    if field == "act" and held in acts:
        return words.act(acts[held])
    if isinstance(held, bool):
        return words("yes" if held else "no", "pages")
    said = held if isinstance(held, list | tuple) else [] if held in (None, "") else [held]
    section = _SECTIONS.get(field)
    return ", ".join(words(str(one), section) if section else str(one) for one in said) or words("nothing", "pages")
