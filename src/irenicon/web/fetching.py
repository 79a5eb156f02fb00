"""Fetches the page that an analyst names: from the open network only, whatever its name leads to.

A name is resolved once, every address that it has is checked, and the connection is made to a checked address, so that
a second answer of the name server changes nothing. Redirects are followed by hand, each as a new address.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import IPPROTO_TCP, gaierror, getaddrinfo
from typing import Any
from urllib.parse import urljoin

import httpcore
import httpx
import msgspec

from irenicon.errors import IreniconError
from irenicon.web.settings import Limits

Resolve = Callable[[str, int], Iterable[str]]
Dial = Callable[[str, int, float], httpcore.NetworkStream]
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_TUNNELS = ("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "::/96", "192.88.99.0/24")
_SPECIAL = ("192.0.0.0/24", "100:0:0:1::/64", "3fff::/20", "5f00::/16")  # which Python 3.11 takes for open ones
_CHUNK = 65_536


class Fetched(msgspec.Struct, frozen=True):
    """The bytes of a page, and the address that it had after all redirects."""

    address: str
    data: bytes


class _Refusal(Exception):  # noqa: N818  becomes the error that a reader sees
    """Why an address is not fetched."""


def is_open(address: str) -> bool:
    """Whether an IP address is one of the open network: not private, loopback, link-local, shared, multicast or
    reserved, and no IPv6 form that leads to an IPv4 address of which that is unknown."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    closed = found.is_multicast or found.is_reserved or found.is_unspecified or getattr(found, "is_site_local", False)
    return found.is_global and not closed and not any(found in ip_network(one) for one in _TUNNELS + _SPECIAL)


def resolved(host: str, port: int) -> Iterable[str]:
    """The addresses of a name, as the machine's resolver gives them."""
    return dict.fromkeys(str(one[4][0]) for one in getaddrinfo(host, port, proto=IPPROTO_TCP))


def dialled(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """A connection to an address."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


def fetch(address: str, limits: Limits, resolve: Resolve = resolved, dial: Dial = dialled) -> Fetched:
    """The page at an address.

    Raises IreniconError "wrong_use" for an address that the room does not go to, "not_found" for one that answers
    otherwise than with a page, "unreadable" for one that is too long, too slow, or does not answer.
    """
    backend = _Backend(resolve, dial, time.monotonic() + limits.fetch_time)
    at = address
    try:
        for _ in range(limits.redirects + 1):
            answer = _ask(at, backend, limits.fetched)
            if isinstance(answer, bytes):
                return Fetched(at, answer)
            at = urljoin(at, answer[0])
    except _Refusal as refusal:
        raise IreniconError("wrong_use", f"{address} is not fetched: {refusal}.", address) from None
    except (httpcore.TimeoutException, TimeoutError):
        said = f"{address} takes longer than {limits.fetch_time:g} seconds; save the page and add the file."
        raise IreniconError("unreadable", said, address) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
        raise IreniconError("unreadable", f"{address} cannot be fetched: {error or 'no answer'}.", address) from error
    raise IreniconError("not_found", f"{address} leads on and on; give the address where it ends.", address)


def _ask(address: str, backend: _Backend, most: int) -> bytes | list[str]:
    """The page at one address, or the one place that it leads to."""
    url = _checked(address)
    headers = [("Host", url.netloc.decode()), ("User-Agent", "irenicon"), ("Accept-Encoding", "identity")]
    with (
        httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool,
        pool.stream("GET", str(url), headers=headers, extensions={"timeout": backend.timeouts()}) as answer,
    ):
        said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
        if answer.status in _REDIRECTS and "location" in said:
            return [said["location"]]
        if answer.status != 200:
            raise IreniconError("not_found", f"{address} answers {answer.status}; check it in a browser.", address)
        if said.get("content-encoding", "identity").lower() != "identity":
            raise _Refusal("it sends what is compressed, unasked; save the page and add the file")
        return _body(answer, address, most)


def _body(answer: httpcore.Response, address: str, most: int) -> bytes:
    data = bytearray()
    for piece in answer.iter_stream():
        data += piece
        if len(data) > most:
            said = f"{address} is longer than {most // 1_000_000} MB; save what matters of it and add the file."
            raise IreniconError("unreadable", said, address)
    return bytes(data)


def _checked(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise _Refusal("it is no address of a page") from None
    if url.scheme not in _PORTS or not url.host:
        raise _Refusal("the room fetches pages at http:// and https:// alone")
    if url.userinfo:
        raise _Refusal("it holds a name or password")
    if url.port not in (None, *_PORTS.values()):
        raise _Refusal("the room asks at the ports 80 and 443 alone")
    return url.copy_with(fragment=None)


class _Backend(httpcore.NetworkBackend):
    """Connects to checked addresses, until the time is over."""

    def __init__(self, resolve: Resolve, dial: Dial, until: float) -> None:
        self._resolve = resolve
        self._dial = dial
        self.until = until

    def left(self) -> float:
        """The seconds that are left; raises TimeoutError where there are none."""
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    def timeouts(self) -> dict[str, float]:
        """The seconds that are left, as httpcore is told them."""
        return dict.fromkeys(("connect", "read", "write", "pool"), self.left())

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to an address of a name that has none but open ones."""
        try:
            addresses = tuple(self._resolve(host, port))
        except (gaierror, UnicodeError):
            raise _Refusal(f"there is no host {host}") from None
        if not addresses or not all(map(is_open, addresses)):
            raise _Refusal(f"{host} is not on the open network")
        return _Stream(self._dial(addresses[0], port, self.left()), self)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends when the time for the whole is over."""

    def __init__(self, stream: httpcore.NetworkStream, backend: _Backend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What arrives."""
        return self._stream.read(max_bytes, self._backend.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends."""
        self._stream.write(buffer, self._backend.left())

    def close(self) -> None:
        """Closes the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted, with the certificate of the name that was asked for."""
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._backend.left()), self._backend)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the connection."""
        return self._stream.get_extra_info(info)
