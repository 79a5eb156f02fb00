"""Opens a room on a port and keeps it open."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import datetime

import uvicorn

from irenicon.errors import IreniconError
from irenicon.store.model import Stamp
from irenicon.store.workspace import Workspace
from irenicon.web.accounts import has_password, invite
from irenicon.web.app import make_app
from irenicon.web.door import owner_of
from irenicon.web.room import Room, open_room
from irenicon.web.settings import Settings

_GRACE = 10  # seconds that requests have to end in
_KEEP_ALIVE = 75  # seconds; longer than people read a page
_CONNECTIONS = 500
_FIRST_DAYS = 1


def bound(host: str, port: int) -> socket.socket:
    """The socket of a host's name or address; raises IreniconError "wrong_use" where it cannot be had."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        said = f"The room cannot be opened at {host} port {port}: {error.strerror or error}. Give another with --port."
        raise IreniconError("wrong_use", said) from error
    return made


def serve(settings: Settings, workspace: Workspace, at: socket.socket, say: Callable[[str], None]) -> None:
    """Keeps a room open until it is interrupted; `say` tells the person at the terminal how to come in."""
    room = open_room(settings, workspace)
    say("\n".join(welcome(room, say)))
    config = uvicorn.Config(
        make_app(room),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxy),
        forwarded_allow_ips=settings.proxy or None,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=32_000,
    )
    uvicorn.Server(config).run(sockets=[at])


def welcome(room: Room, say: Callable[[str], None]) -> list[str]:
    """How to come in: the address that opens once, for one person's own room; the first owner's invitation, where a
    team's has no account yet; the address of the room where it has."""
    settings, now = room.settings, room.now()
    known = has_password(room.workspace)
    if settings.alone and not known:
        room.door.owner = owner_of(room.workspace, now)
        return ["The reading room is open. It lets you in once by this address:", "", f"  {_key(room, say)}", ""]
    lines = [f"The reading room is open at {settings.address}"]
    if not known:
        lines += [
            "It has no account yet. This address makes the first owner, once, within a day:",
            "",
            f"  {_first(room, now)}",
            "",
        ]
    if not settings.https and not settings.alone:
        lines.append("Passwords cross the network unencrypted; see the README on a proxy and --address.")
    return lines


def _key(room: Room, say: Callable[[str], None]) -> str:
    def used() -> None:
        say(f"It was used. For another browser:\n  {_key(room, say)}")

    return f"{room.settings.address}/enter?token={room.door.key(used)}"


def _first(room: Room, now: datetime) -> str:
    token = invite(room.workspace, "owner", _FIRST_DAYS, Stamp("irenicon serve", now))
    return f"{room.settings.address}/invitation?token={token}"
