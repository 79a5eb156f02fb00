"""The routers of the pages, in the order in which their paths are tried."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter

from irenicon.web.pages import (
    adding,
    coding,
    comparing,
    correcting,
    following,
    histories,
    home,
    reading,
    saving,
    searching,
    sharing,
    subjects,
)

_MODULES = (
    home,
    adding,
    reading,
    comparing,
    correcting,
    histories,
    coding,
    sharing,
    following,
    saving,
    searching,
    subjects,
)


def routers() -> Sequence[APIRouter]:
    """All of them."""
    return tuple(one.router for one in _MODULES)
