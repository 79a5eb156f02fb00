"""What a room is opened with."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import msgspec

from irenicon.errors import IreniconError

MEGABYTE = 1_000_000


class Limits(msgspec.Struct, frozen=True):
    """What one request, upload, fetch or reading may take; sizes in bytes, times in seconds.

    `readers` read at once, `files` come with one form.

    `pages` and `changes` are requests a minute for one account, or for one address where nobody has signed in;
    `attempts` are wrong passwords in a row for one name from one address before each further one must wait a minute;
    `guesses` are attempts a minute for one name from anywhere, and from one address for any name.
    """

    form: int = 4 * MEGABYTE
    upload: int = 30 * MEGABYTE
    drained: int = 400 * MEGABYTE
    fetched: int = 30 * MEGABYTE
    fetch_time: float = 20.0
    redirects: int = 5
    reading_time: float = 90.0
    reading_memory: int = 1_500 * MEGABYTE
    readers: int = 2
    pages: int = 600
    changes: int = 120
    fetches: int = 20
    files: int = 20
    attempts: int = 5
    guesses: int = 10


class Settings(msgspec.Struct, frozen=True):
    """How a room is opened.

    `address` is how people reach the room ("https://room.example.org"), for links,
    cookies and the check of a request's host; `alone` opens it for the one person at this machine, without accounts.
    `proxy` is the address of the reverse proxy whose word on a client's address is taken, "" for none;
    `codebook` the folder of one's own codebook, "" for the shipped one.
    """

    address: str
    alone: bool = False
    proxy: str = ""
    codebook: str = ""
    session_days: int = 14
    invitation_days: int = 7
    limits: Limits = Limits()

    @property
    def https(self) -> bool:
        """Whether people reach the room over an encrypted connection."""
        return self.address.startswith("https://")

    @property
    def hosts(self) -> frozenset[str]:
        """The names, with port, under which the room answers; every loopback name where it is reached by one."""
        parts = urlsplit(self.address)
        if not is_loopback(parts.hostname or ""):
            return frozenset((parts.netloc.lower(),))
        port = f":{parts.port}" if parts.port else ""
        return frozenset(f"{name}{port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def origins(self) -> frozenset[str]:
        """The origins from which a page may change something."""
        scheme = urlsplit(self.address).scheme
        return frozenset(f"{scheme}://{host}" for host in self.hosts)


def is_loopback(host: str) -> bool:
    """Whether a host's name or address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def checked_address(address: str) -> str:
    """The address of a room without what follows its host and port; raises IreniconError "wrong_use" for another."""
    try:
        parts = urlsplit(address)
        right = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        right = False
    if not right or parts.path.strip("/") or parts.query or parts.username:
        raise IreniconError(
            "wrong_use", f"'{address}' is not how a room is reached; give https://name or http://name:port."
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"
