"""What can go wrong with an input, said so that the reader knows what to do."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal[
    "not_found",
    "unreadable",
    "empty",
    "no_text",
    "encrypted",
    "unknown_format",
    "unknown_language",
    "bad_data",
    "bad_codebook",
    "wrong_use",
    "conflict",
    "newer",
    "no_space",
    "unreachable",
    "busy",
]


class IreniconError(Exception):
    """An input cannot be used: `kind` for programs, the message (what was wrong, with which input, what to do) for
    people."""

    def __init__(self, kind: Kind, message: str, source: str = "") -> None:
        super().__init__(message)
        self.kind: Kind = kind
        self.source = source


class Failure(msgspec.Struct, frozen=True):
    """A failure as a record beside the results of the other inputs."""

    source: str
    kind: str
    reason: str

    @classmethod
    def of(cls, error: IreniconError, source: str = "") -> Failure:
        """The record of an error; `source` where the error does not name its own."""
        return cls(source=error.source or source, kind=error.kind, reason=str(error))
