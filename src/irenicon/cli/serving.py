"""`irenicon serve`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.web.settings import Settings

DATABASE = ".irenicon/workspace.sqlite"
LOOPBACK = "127.0.0.1"
PORT = 7380

Database = Annotated[
    str, typer.Option("--database", metavar="WHERE", help="The workspace: a file of SQLite, or postgresql://…")
]
Host = Annotated[str, typer.Option("--host", metavar="HOST", help="Where to listen; other than loopback: for a team.")]
Port = Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65_535, help="The port; 0 for a free one.")]
Address = Annotated[
    str, typer.Option("--address", metavar="URL", help="How people reach the room, as https://room.example.org.")
]
Proxy = Annotated[
    str,
    typer.Option("--proxy", metavar="HOST", help="The reverse proxy that is believed on who asks."),
]
CodebookFolder = Annotated[Path | None, typer.Option("--codebook", metavar="FOLDER", help="Your own codebook.")]


def serve(
    database: Database = DATABASE,
    host: Host = LOOPBACK,
    port: Port = PORT,
    address: Address = "",
    proxy: Proxy = "",
    codebook: CodebookFolder = None,
) -> None:
    """Open the reading room in the browser: for yourself on this machine, or for a team.

    Alone, it prints an address that lets you in once. With --host or --address everybody signs in.
    """
    from irenicon.codebook.loading import load
    from irenicon.store.workspace import close, open_workspace
    from irenicon.web.serving import bound
    from irenicon.web.serving import serve as keep_open

    at = bound(host, port)
    settings = _settings(host, at.getsockname()[1], address, proxy, codebook)
    workspace = open_workspace(database, codebook=load(codebook))
    try:
        keep_open(settings, workspace, at, lambda line: typer.echo(line, err=True))
    finally:
        close(workspace)


def _settings(host: str, port: int, address: str, proxy: str, codebook: Path | None) -> Settings:
    from irenicon.web.settings import Settings, checked_address, is_loopback

    folder = str(codebook.resolve()) if codebook else ""
    if address:
        return Settings(checked_address(address), proxy=proxy, codebook=folder)
    if host in ("0.0.0.0", "::", ""):
        raise IreniconError("wrong_use", "Say by which address people reach the room: --address http://NAME:PORT.")
    named = f"[{host}]" if ":" in host else host
    return Settings(f"http://{named}:{port}", alone=is_loopback(host), proxy=proxy, codebook=folder)
