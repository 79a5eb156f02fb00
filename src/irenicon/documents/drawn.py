"""What a reader draws from a file before its outline is made."""

from __future__ import annotations

import msgspec

from irenicon.documents.about import About


class Drawn(msgspec.Struct, frozen=True):
    """The text of a file, what its markup states of it, and what was assumed in reading."""

    text: str
    about: About = About()
    remarks: tuple[str, ...] = ()
