"""Corrections of what was found, and their history."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, select, update

from irenicon.codebook.model import Codebook
from irenicon.coding.applying import counting, saved_together
from irenicon.coding.checking import checked
from irenicon.coding.keys import placed
from irenicon.coding.model import Change, Coded, Correction, Key, Reject, SetField, Undo
from irenicon.errors import IreniconError
from irenicon.store.index import index_findings
from irenicon.store.model import Stamp
from irenicon.store.placing import revised_with
from irenicon.store.records import coded_of, corrections_of, document_of
from irenicon.store.schema import corrections, documents
from irenicon.store.workspace import Workspace, reading, writing


def correct(
    workspace: Workspace, document: str, change: Change, stamp: Stamp, *, seen: int | None = None, note: str = ""
) -> Correction:
    """Makes a change to what was found in a document; assessment, measures and search have it at once.

    `seen` is the number of the last correction that its maker saw (the document's `revision`): where somebody has since
    changed the same field, or rejected the finding, nothing is kept and IreniconError "conflict" raised. Raises
    "not_found" for an unknown document or finding, and as `irenicon.coding.checking.checked`.
    """
    return correct_together(workspace, document, (change,), stamp, seen=seen, note=note)[0]


def correct_together(
    workspace: Workspace,
    document: str,
    changes: Sequence[Change],
    stamp: Stamp,
    *,
    seen: int | None = None,
    note: str = "",
) -> tuple[Correction, ...]:
    """Makes several changes as `correct` does, all or none of them; `undo_together` takes them back."""
    asked = [Correction(document, 0, one, stamp.by, stamp.at, note) for one in changes]
    with writing(workspace) as connection:
        return tuple(_made(connection, workspace.codebook, one, seen) for one in asked)


def _made(connection: Connection, codebook: Codebook, asked: Correction, seen: int | None) -> Correction:
    document = asked.document
    number = _next(connection, document)
    text = document_of(connection, document)
    fit = checked(asked.change, text, codebook)
    before = corrections_of(connection, document)
    stood = coded_of(connection, document, codebook)
    _expect(fit, stood, before, document)
    if seen is not None:
        _without_conflict(fit, [one for one in before if one.number > seen])
    made = msgspec.structs.replace(asked, number=number, change=fit)
    connection.execute(
        corrections.insert().values(**{**msgspec.structs.asdict(made), "change": msgspec.json.encode(fit)})
    )
    index_findings(connection, document, text, stood, coded_of(connection, document, codebook))
    revised_with(connection, document)
    return made


def undo(workspace: Workspace, document: str, number: int, stamp: Stamp) -> Correction:
    """Undoes a correction (or an undoing); it stays in the history. Raises IreniconError "not_found"."""
    return correct(workspace, document, Undo(number), stamp)


def undo_together(workspace: Workspace, document: str, number: int, stamp: Stamp) -> tuple[Correction, ...]:
    """Undoes a correction and those that were made at once with it and still count; raises as `undo`."""
    made = history(workspace, document)
    counts = {one.number for one in counting(made)}
    save = next((save for save in saved_together(made) if number in {one.number for one in save}), ())
    numbers = [one.number for one in save if one.number in counts] or [number]
    return correct_together(workspace, document, [Undo(one) for one in numbers], stamp)


def history(workspace: Workspace, document: str, target: Key | None = None) -> tuple[Correction, ...]:
    """The corrections of a document, or of one finding of it, first to last, with those undone and the undoings."""
    with reading(workspace) as connection:
        document_of(connection, document)
        made = corrections_of(connection, document)
        if target is None:
            return made
        kept = coded_of(connection, document, workspace.codebook)
    numbers = {number for one in kept.findings if one.key == target for number in one.corrections} | {
        one.number for one in made if isinstance(one.change, SetField | Reject) and one.change.target == target
    }
    for one in made:
        if isinstance(one.change, Undo) and one.change.correction in numbers:
            numbers.add(one.number)
    return tuple(one for one in made if one.number in numbers)


def _next(connection: Connection, document: str) -> int:
    """The number of the next correction; the document is locked until the transaction ends."""
    here = documents.c.hash == document
    counted = connection.execute(update(documents).where(here).values(revision=documents.c.revision + 1))
    if not counted.rowcount:
        raise IreniconError("not_found", f'There is no document "{document[:12]}" here.')
    last = connection.execute(select(func.max(corrections.c.number)).where(corrections.c.document == document)).scalar()
    return int(last or 0) + 1


def _expect(change: Change, now: Coded, before: tuple[Correction, ...], document: str) -> None:
    """Raises where there is nothing that the change could change."""
    if isinstance(change, Undo):
        last = next((one for one in before if one.number == change.correction), None)
        if last is None:
            raise IreniconError("not_found", f"There is no correction {change.correction} of {document[:12]}.")
        counts = last in counting(before) or (isinstance(last.change, Undo) and _stands(last, before))
        if not counts:
            raise IreniconError("conflict", f"Correction {change.correction} has been undone already; load it again.")
        return
    if not isinstance(change, SetField | Reject):
        return
    coded = {one.key: one.now for one in now.findings}
    key = placed(change.target, tuple(coded))
    if key is None:
        raise IreniconError("not_found", f"There is no {change.target.sort} {change.target} in this document.")
    if coded[key] is None:
        raise IreniconError("conflict", "It has been rejected; undo that first.")


def _stands(undoing: Correction, before: tuple[Correction, ...]) -> bool:
    later = [one for one in before if isinstance(one.change, Undo) and one.change.correction == undoing.number]
    return all(not _stands(one, before) for one in later)


def _without_conflict(change: Change, since: list[Correction]) -> None:
    for one in since:
        if _collide(change, one.change):
            raise IreniconError(
                "conflict",
                f"{one.by} has changed this in the meantime. Nothing was kept; load the page again and decide anew.",
            )


def _collide(mine: Change, theirs: Change) -> bool:
    if isinstance(theirs, Undo) or isinstance(mine, Undo):
        return isinstance(mine, Undo) and isinstance(theirs, Undo) and mine.correction == theirs.correction
    if not isinstance(mine, SetField | Reject) or not isinstance(theirs, SetField | Reject):
        return mine == theirs
    if mine.target != theirs.target:
        return False
    return isinstance(mine, Reject) or isinstance(theirs, Reject) or mine.field == theirs.field
