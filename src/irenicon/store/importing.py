"""Adds many files; may be stopped at any moment and goes on where it was, by the hash of what is there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from irenicon.documents.reading import bytes_of, files_of
from irenicon.documents.web import SCHEMES
from irenicon.errors import Failure, IreniconError
from irenicon.store.documents import add_document
from irenicon.store.model import Added, Given, Place, Stamp
from irenicon.store.workspace import Workspace

_ENDS_ALL = ("no_space", "unreachable", "busy")  # trouble of the workspace, not of a file


def files_in(sources: Iterable[str | Path]) -> tuple[str, ...]:
    """The files that paths, folders and addresses stand for, in order."""
    return tuple(str(each) for source in sources for each in files_of(source))


def add_files(
    workspace: Workspace,
    files: Iterable[str],
    stamp: Stamp,
    where: Place | None = None,
    language: str | None = None,
) -> Iterator[Added | Failure]:
    """Adds each file and tells of it as soon as it is kept; what cannot be read is a failure beside the others.

    Raises IreniconError "no_space", "unreachable" or "busy" where the workspace cannot go on: what was told of is kept.
    To be followed by `irenicon.store.settling.settle` for the plan.
    """
    for file in files:
        try:
            yield add_document(workspace, _given(file, language), stamp, where)
        except IreniconError as error:
            if error.kind in _ENDS_ALL:
                raise
            yield Failure.of(error, file)


def _given(file: str, language: str | None) -> Given:
    is_address = file.startswith(SCHEMES)
    return Given(bytes_of(file), file if is_address else Path(file).name, file if is_address else None, language)
