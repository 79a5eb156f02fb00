"""What the pages of a plan have in common: who may see them, and the head with its tabs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends

from irenicon.web.pages.opened import Opened
from irenicon.web.visitor import Visitor, require

Reader = Annotated[Visitor, Depends(require("reader"))]
Owner = Annotated[Visitor, Depends(require("owner"))]
Analyst = Annotated[Visitor, Depends(require("analyst"))]


def tabs(found: Opened, here: str, number: int | None = None) -> dict[str, Any]:
    """The head of a plan's page: the plan, its tabs with the one that is open, and the document that is open."""
    current = found.newest if number is None else number
    placed = None if current is None else found.plan.documents[current]
    drafts = found.of_role("draft") + found.of_role("rendering")
    shown: list[tuple[str, str, int | None]] = [("text", found.address, None)]
    if len(found.plan.documents) > 1:
        shown.append(("reporting", f"{found.address}/reporting", len(found.of_role("reporting"))))
    if len(drafts) > 1:
        shown.append(("drafts", f"{found.address}/drafts", len(drafts)))
    if placed is not None and current is not None:
        shown.append(("history", f"{found.address_of(current)}/history", placed.document.revision))
        shown.append(("share", f"{found.address_of(current)}/share", None))
    return {"opened": found, "plan": found.plan, "tabs": shown, "here": here, "current": current, "placed": placed}
