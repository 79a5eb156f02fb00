"""The room's own files: style, script, pictures; the same for everybody."""

from __future__ import annotations

import mimetypes

from fastapi import APIRouter
from starlette.responses import Response

from irenicon.web.rendering import static_bytes, static_names

_KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}

router = APIRouter()


@router.get("/static/{name:path}", include_in_schema=False)
async def static(name: str) -> Response:
    """A file, by a name that is on the list."""
    if name not in static_names():
        return Response(status_code=404)
    return Response(static_bytes(name), media_type=mimetypes.guess_type(name)[0] or "text/plain", headers=_KEEP)


@router.get("/favicon.ico", include_in_schema=False)
async def icon() -> Response:
    """The picture of the room."""
    return Response(static_bytes("icon.svg"), media_type="image/svg+xml", headers=_KEEP)
