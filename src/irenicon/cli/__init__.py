"""The command line: decides nothing, calls what a library user calls. Heavy rooms are imported inside the commands."""

from __future__ import annotations

from irenicon.cli.root import main

__all__ = ["main"]
