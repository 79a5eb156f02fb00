"""What is there while a room is open: its settings, the workspace, counts and readers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request

from irenicon.store.migrating import is_current
from irenicon.store.workspace import Workspace, reading
from irenicon.web.door import Door
from irenicon.web.limits import Rate
from irenicon.web.reading_aside import Readers
from irenicon.web.settings import Settings

_EVERY = 15.0  # seconds


@dataclass(frozen=True)
class Room:
    """An open room; one for each application. `now` is the clock in UTC."""

    settings: Settings
    workspace: Workspace
    pages: Rate
    changes: Rate
    fetches: Rate
    attempts: Rate
    guesses: Rate
    door: Door
    readers: Readers
    now: Callable[[], datetime]
    watch: Watch


class Watch:
    """Looks now and then whether a newer program has taken the workspace over, which this one then leaves alone."""

    def __init__(self, workspace: Workspace, clock: Callable[[], float] = time.monotonic) -> None:
        self._workspace = workspace
        self._clock = clock
        self._seen = clock()

    def look(self) -> None:
        """Raises IreniconError "newer" where it has."""
        if self._clock() - self._seen < _EVERY:
            return
        with reading(self._workspace) as connection:
            is_current(connection, self._workspace.name)
        self._seen = self._clock()


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def open_room(settings: Settings, workspace: Workspace, now: Callable[[], datetime] = utc_now) -> Room:
    """The room of a workspace with nothing counted yet; `now` is the clock in UTC."""
    limits = settings.limits
    return Room(
        settings=settings,
        workspace=workspace,
        pages=Rate(limits.pages, limits.pages / 4),
        changes=Rate(limits.changes, limits.changes / 2),
        fetches=Rate(limits.fetches, limits.fetches),
        attempts=Rate(1, limits.attempts),
        guesses=Rate(limits.guesses, limits.guesses * 3),
        door=Door(),
        readers=Readers(limits, settings.codebook),
        now=now,
        watch=Watch(workspace),
    )


def room_of(request: Request) -> Room:
    """The room that a request came to."""
    room: Room = request.app.state.room
    return room
