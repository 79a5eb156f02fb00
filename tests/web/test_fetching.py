"""Fetching a page: what is open is fetched, what is not is never even connected to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import pytest

from irenicon.errors import IreniconError
from irenicon.web import fetching
from irenicon.web.fetching import Dial, Fetched, is_open
from irenicon.web.settings import Limits

OPEN, OTHER = "93.184.216.34", "2606:2800:220:1::10"
_NAMES = {
    "plans.example": [OPEN],
    "six.example": [OTHER],
    "inside.example": ["10.0.0.7"],
    "both.example": [OPEN, "127.0.0.1"],
    "nowhere.example": [],
}


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        places = {
            "/moved": "/plan",
            "/inside": "http://inside.example/",
            "/metadata": "http://169.254.169.254/latest/",
            "/file": "file:///etc/passwd",
            "/loop": "/loop",
            "/port": "http://plans.example:22/",
        }
        if self.path in places:
            self._begin(302, Location=places[self.path])
        elif self.path == "/plan":
            self._begin(200)
            self.wfile.write(f"1. The Parties shall cease fire. Host {self.headers['Host']}".encode())
        elif self.path == "/long":
            self._begin(200)
            for _ in range(300):
                self.wfile.write(b"x" * 10_000)
        elif self.path == "/slow":
            self._begin(200)
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.1)
        elif self.path == "/compressed":
            self._begin(200, **{"Content-Encoding": "gzip"})
        else:
            self._begin(404)

    def _begin(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Net:
    """A network in which every open address is one server on loopback; notes who was asked for and connected to."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.names: dict[str, Callable[[], list[str]]] = {
            name: lambda found=found: found  # type: ignore[misc]
            for name, found in _NAMES.items()
        }

    def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return self.names[host]() if host in self.names else [host.strip("[]")]

    def dial(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.connected.append((address, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout=seconds)

    def fetch(self, address: str, limits: Limits | None = None, dial: Dial | None = None) -> Fetched:
        return fetching.fetch(address, limits or Limits(), self.resolve, dial or self.dial)


@pytest.fixture
def net() -> Iterator[_Net]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield _Net(server.server_address[1])
    server.shutdown()
    server.server_close()


def test_a_page_of_the_open_network_is_fetched_under_its_own_name(net: _Net) -> None:
    page = net.fetch("http://plans.example/plan#part")
    assert page.data.endswith(b"Host plans.example")
    assert net.connected == [(OPEN, 80)]
    assert net.fetch("http://six.example/plan").data
    assert net.connected[-1] == (OTHER, 80)


def test_a_redirect_is_followed_by_hand(net: _Net) -> None:
    assert net.fetch("http://plans.example/moved").address == "http://plans.example/plan"


@pytest.mark.parametrize("path", ["inside", "metadata", "file", "port"])
def test_no_redirect_leads_inside(net: _Net, path: str) -> None:
    with pytest.raises(IreniconError) as raised:
        net.fetch(f"http://plans.example/{path}")
    assert raised.value.kind == "wrong_use"
    assert net.connected == [(OPEN, 80)]


@pytest.mark.parametrize(
    "address",
    [
        "http://inside.example/",
        "http://both.example/",
        "http://nowhere.example/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://plans.example:8080/plan",
        "http://user:word@plans.example/plan",
        "ftp://plans.example/plan",
        "file:///etc/passwd",
        "gopher://plans.example/",
        "//plans.example/plan",
        "plans.example",
        "http://",
        "http://\x00/",
        "",
    ],
)
def test_nothing_else_is_connected_to(net: _Net, address: str) -> None:
    with pytest.raises(IreniconError):
        net.fetch(address)
    assert net.connected == []


def test_a_second_answer_of_the_name_server_changes_nothing(net: _Net) -> None:
    answers = iter([[OPEN], ["127.0.0.1"]])
    net.names["rebinding.example"] = lambda: next(answers)
    assert net.fetch("http://rebinding.example/plan").data
    assert net.asked == ["rebinding.example"]
    assert net.connected == [(OPEN, 80)]


def test_length_and_time_are_limited(net: _Net) -> None:
    with pytest.raises(IreniconError, match="longer than"):
        net.fetch("http://plans.example/long", Limits(fetched=1_000_000))
    began = time.monotonic()
    with pytest.raises(IreniconError, match="takes longer"):
        net.fetch("http://plans.example/slow", Limits(fetch_time=0.5))
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("path", "kind"), [("loop", "not_found"), ("absent", "not_found"), ("compressed", "wrong_use")]
)
def test_what_is_no_page_is_told(net: _Net, path: str, kind: str) -> None:
    with pytest.raises(IreniconError) as raised:
        net.fetch(f"http://plans.example/{path}")
    assert raised.value.kind == kind


def test_a_host_that_does_not_answer_is_told(net: _Net) -> None:
    def refused(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("refused")

    with pytest.raises(IreniconError, match="refused") as raised:
        net.fetch("http://plans.example/plan", dial=refused)
    assert raised.value.kind == "unreadable"


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "2001:0:1::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "localhost",
        "",
    ],
)
def test_addresses_that_are_not_open(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", [OPEN, OTHER, "1.1.1.1", "::ffff:1.1.1.1"])
def test_addresses_that_are_open(address: str) -> None:
    assert is_open(address)
