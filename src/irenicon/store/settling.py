"""What follows once documents were added to a plan."""

from __future__ import annotations

from collections.abc import Callable

from irenicon.documents.model import Document
from irenicon.store.events import Event
from irenicon.store.feed import note_changes
from irenicon.store.model import Given, Stamp
from irenicon.store.rereading import in_here, reread
from irenicon.store.workspace import Workspace


def settle(
    workspace: Workspace, plan: str, stamp: Stamp, reader: Callable[[Given], Document] = in_here
) -> tuple[Event, ...]:
    """Searches those documents anew that the new ones concern, and notes for the feed what has changed; `reader` as in
    `reread`."""
    reread(workspace, plan, stamp, reader)
    return note_changes(workspace, plan, stamp.at)
