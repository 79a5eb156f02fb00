"""The OpenAPI description of the room for programs, drawn from its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any

import msgspec
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from irenicon.web.api_records import Trouble

_TROUBLE = {
    400: "The address is none",
    401: "Sign in first",
    403: "Not for this account",
    404: "There is no such thing",
    409: "Somebody was first, or it does not fit any more",
    413: "Longer than the room takes",
    415: "Not JSON",
    422: "Not what the description says, or nothing that can be read",
    429: "Too often; wait",
    503: "The workspace does not answer",
    507: "The disk is full",
}
_REF = "#/components/schemas/{name}"


def described(
    summary: str, answers: Any, status: int = 200, *, sends: Any = None, open_to_all: bool = False
) -> dict[str, Any]:
    """What a route says of itself: the kinds of what it answers with and is sent."""
    trouble = {code: {"description": said, **_content(Trouble)} for code, said in _TROUBLE.items()}
    extra: dict[str, Any] = {"security": [] if open_to_all else [{"session": []}]}
    if sends is not None:
        extra["requestBody"] = {"required": True, **_content(sends)}
    return {
        "summary": summary,
        "status_code": status,
        "response_model": None,
        "responses": {status: {"description": "Done", **({} if answers is None else _content(answers))}, **trouble},
        "openapi_extra": extra,
    }


def description(routes: Sequence[BaseRoute], kinds: Iterable[Any]) -> dict[str, Any]:
    """The whole description: the routes, and the records of `kinds` with all that they hold."""
    made = get_openapi(title="Irenicon reading room", version=version("irenicon"), routes=routes)
    _, schemas = msgspec.json.schema_components((Trouble, *kinds), ref_template=_REF)
    session = {"type": "http", "scheme": "bearer", "description": "The token that POST /api/session gives"}
    return {
        "openapi": made["openapi"],
        "info": made["info"],
        "paths": made["paths"],
        "components": {"schemas": schemas, "securitySchemes": {"session": session}},
    }


def _content(kind: Any) -> dict[str, Any]:
    if kind is bytes:
        return {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    (schema,), _ = msgspec.json.schema_components((kind,), ref_template=_REF)
    return {"content": {"application/json": {"schema": schema}}}
