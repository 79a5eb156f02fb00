"""What every request and every answer must hold, whatever the page: host, origin, length of the body, headers.

The content policy lets no inline script or style in and nothing load from elsewhere; pictures of a report are drawn
without style attributes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from irenicon.web.settings import Settings

SAFE = ("GET", "HEAD", "OPTIONS")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_YEAR = 31_536_000
_DRAIN_TIME = 120.0


class Guard:
    """Answers what must not reach the application, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headed = _headed(send, self._settings.https)
        headers = Headers(scope=scope)
        refusal = refusal_of(scope["method"], headers, self._settings) or _no_text(scope)
        if refusal:
            await refusal(scope, receive, headed)
            return
        body = _Body(receive, _most(headers, self._settings))
        try:
            await self._app(scope, body.receive, body.watching(headed))
        except _TooLongError:
            body.exceeded = True
        if body.exceeded and not body.answered:
            await body.drain(self._settings.limits.drained)
            await _too_long(body.most)(scope, receive, headed)


def refusal_of(method: str, headers: Headers, settings: Settings) -> Response | None:
    """The answer to a request for another host or from another site's page, None where it may go on.

    A link from elsewhere may be followed; nothing else that another site's page asks for is answered.
    """
    if headers.get("host", "").lower() not in settings.hosts:
        return PlainTextResponse(f"This room is at {settings.address}.\n", 421)
    site = headers.get("sec-fetch-site", "none")
    if method not in SAFE:
        foreign = site not in ("same-origin", "none") or headers.get("origin", "") not in {"", *settings.origins}
    else:
        foreign = site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate"
    return PlainTextResponse("A page of another site asked for this; it was not done.\n", 403) if foreign else None


def _no_text(scope: Scope) -> Response | None:
    """The answer to an address that holds U+0000, which is in no text and which no database keeps."""
    there = "\0" in scope["path"] or b"%00" in scope["query_string"]
    return PlainTextResponse("There is no such address.\n", 400) if there else None


def _most(headers: Headers, settings: Settings) -> int:
    files = headers.get("content-type", "").lower().startswith(("multipart/form-data", "application/octet-stream"))
    return settings.limits.upload + 100_000 if files else settings.limits.form


class _TooLongError(Exception):
    """The body is longer than it may be."""


class _Body:
    """The body of a request, read no further than `most` bytes."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self.most = most
        self.length = 0
        self.exceeded = False
        self.ended = False
        self.answered = False

    async def receive(self) -> Message:
        """The next piece; raises _TooLongError."""
        message = await self._receive()
        self.length += len(message.get("body", b""))
        self.ended = message["type"] == "http.disconnect" or not message.get("more_body", False)
        if self.length > self.most:
            self.exceeded = True
            raise _TooLongError
        return message

    def watching(self, send: Send) -> Send:
        """What the application answers, unless the body was too long: then its answer is about half a request."""

        async def watched(message: Message) -> None:
            if not self.exceeded:
                self.answered = True
                await send(message)

        return watched

    async def drain(self, most: int) -> None:
        """Lets a browser finish sending, so that it shows the answer and not a broken connection."""
        until = time.monotonic() + _DRAIN_TIME
        while not self.ended and self.length < most and time.monotonic() < until:
            message = await self._receive()
            self.length += len(message.get("body", b""))
            self.ended = message["type"] == "http.disconnect" or not message.get("more_body", False)


def _too_long(most: int) -> Response:
    return PlainTextResponse(
        f"What was sent is longer than the {most // 1_000_000} MB that the room takes; nothing was kept.\n", 413
    )


def _headed(send: Send, https: bool) -> Send:
    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _headers(https):
                headers.setdefault(name, value)
        await send(message)

    return headed


def _headers(https: bool) -> Iterable[tuple[str, str]]:
    yield from HEADERS.items()
    yield "Cache-Control", "no-store"
    if https:
        yield "Strict-Transport-Security", f"max-age={_YEAR}"
