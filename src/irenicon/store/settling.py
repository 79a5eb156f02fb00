"""What follows once documents were added to a plan."""

from __future__ import annotations

from irenicon.store.events import Event
from irenicon.store.feed import note_changes
from irenicon.store.model import Stamp
from irenicon.store.rereading import reread
from irenicon.store.workspace import Workspace


def settle(workspace: Workspace, plan: str, stamp: Stamp) -> tuple[Event, ...]:
    """Searches those documents anew that the new ones concern, and notes for the feed what has changed."""
    reread(workspace, plan, stamp)
    return note_changes(workspace, plan, stamp.at)
