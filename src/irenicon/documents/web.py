"""Fetches a page whose address the user names; nothing else in the program asks the network for anything."""

from __future__ import annotations

import urllib.error
import urllib.request

from irenicon.errors import IreniconError

SCHEMES = ("http://", "https://")
_SECONDS = 30
_MOST = 50_000_000


def fetch(address: str) -> bytes:
    """The bytes at an address; raises IreniconError "not_found" or "unreadable"."""
    request = urllib.request.Request(address, headers={"User-Agent": "irenicon"})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            data: bytes = answer.read(_MOST + 1)
    except urllib.error.HTTPError as error:
        raise IreniconError("not_found", f"{address} answers {error.code} {error.reason}.", address) from error
    except (OSError, ValueError) as error:
        raise IreniconError("unreadable", f"{address} cannot be fetched: {error}.", address) from error
    if len(data) > _MOST:
        raise IreniconError(
            "unreadable", f"{address} is longer than {_MOST:,} bytes; save it and give the file.", address
        )
    return data
