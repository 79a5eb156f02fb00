"""The application of a room: its routes in one place, its guard around them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp

from irenicon.web import account_pages, api, entrance, statics
from irenicon.web.pages.routes import routers as of_pages
from irenicon.web.room import Room
from irenicon.web.security import Guard
from irenicon.web.trouble import tell
from irenicon.web.visitor import counted, own_form

TITLE = "Irenicon"


def make_app(room: Room) -> ASGIApp:
    """The application of an open room."""
    app = FastAPI(title=TITLE, openapi_url=None, docs_url=None, redoc_url=None, lifespan=_open)
    app.state.room = room
    tell(app)
    app.include_router(statics.router)
    app.include_router(api.entrance, dependencies=[Depends(counted)])
    for router in routers():
        app.include_router(router, dependencies=[Depends(counted), Depends(own_form)])
    return Guard(app, room.settings)


def routers() -> Sequence[APIRouter]:
    """The pages, in the order in which their paths are tried."""
    return (entrance.router, account_pages.router, api.router, *of_pages())


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    """The room's time: a reader is warm from the beginning, and none is left at the end."""
    readers = app.state.room.readers
    await run_in_threadpool(readers.warm)
    yield
    await run_in_threadpool(readers.close)
