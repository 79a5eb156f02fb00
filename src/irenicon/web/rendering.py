"""Pages from templates: escaped, strict, in the reader's language."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from irenicon.report import page as report
from irenicon.web.pages.saying import teach
from irenicon.web.room import room_of
from irenicon.web.visitor import anybody, give_cookie
from irenicon.web.wording import wording

_FROM_REPORT = {"report.css": ("page.css", "map.css"), "report.js": ("page.js", "map.js")}


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page that a template gives; every template knows `visitor`, `words`, `path` and `csrf` beside its values,
    and `own()`, what each form of its own must hold."""
    who = anybody(request)
    given = {
        "visitor": who,
        "words": wording(who.language),
        "csrf": who.csrf,
        "own": _own(who.csrf),
        "path": path_of(request),
    }
    text = environment().get_template(template).render(**{**given, **values})
    answer = HTMLResponse(text, status, {"Vary": "Cookie, Accept-Language, HX-Request"})
    if who.fresh:
        give_cookie(answer, who.fresh, room_of(request).settings)
    return answer


def path_of(request: Request) -> str:
    """The path that was asked for, with what is asked of it."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


@cache
def environment() -> jinja2.Environment:
    """The room's templates, and beside them the report's, with its filters; `static(name)` is a file's address."""
    made = report.environment()
    loaders = [jinja2.PackageLoader("irenicon.web", "templates"), jinja2.FunctionLoader(_of_report)]
    made.loader = jinja2.ChoiceLoader(loaders)
    made.auto_reload = False
    made.globals["static"] = static
    teach(made)
    return made


@cache
def static(name: str) -> str:
    """The address of a file of the room, which changes with its content, so that browsers may keep it."""
    return f"/static/{quote(name)}?v={hashlib.sha256(static_bytes(name)).hexdigest()[:12]}"


@cache
def static_bytes(name: str) -> bytes:
    """The bytes of a file of the room; raises FileNotFoundError."""
    if name in _FROM_REPORT:
        return "\n".join(report.resource(one) for one in _FROM_REPORT[name]).encode()
    if name not in static_names():
        raise FileNotFoundError(name)
    return files("irenicon.web").joinpath("static", *name.split("/")).read_bytes()


@cache
def static_names() -> frozenset[str]:
    """The files that the room serves to anybody."""
    folder = files("irenicon.web").joinpath("static")
    here = {one.name for one in folder.iterdir() if one.is_file()}
    vendored = {f"vendor/{one.name}" for one in folder.joinpath("vendor").iterdir()}
    return frozenset(here | vendored | set(_FROM_REPORT))


def _of_report(name: str) -> str | None:
    try:
        return report.resource(name)
    except FileNotFoundError:
        return None


def _own(csrf: str) -> Callable[[], Markup]:
    return lambda: Markup('<input type="hidden" name="csrf" value="{}">').format(csrf)
