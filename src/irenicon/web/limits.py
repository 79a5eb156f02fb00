"""How often somebody may do something: a bucket of tokens for each key, which fills again with time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

_MOST_KEYS = 20_000


class Rate:
    """At most `burst` at once and `a_minute` in the long run, for each key; the keys longest unused are forgotten."""

    def __init__(self, a_minute: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = a_minute / 60
        self._burst = burst
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> float:
        """Takes one token; the seconds to wait where there is none (nothing is taken), else 0."""
        with self._lock:
            tokens = self._tokens(key)
            if tokens >= 1:
                self._put(key, tokens - 1)
                return 0.0
            return (1 - tokens) / self._per_second

    def forget(self, key: str) -> None:
        """Fills the bucket of a key."""
        with self._lock:
            self._held.pop(key, None)

    def _tokens(self, key: str) -> float:
        tokens, at = self._held.get(key, (self._burst, self._clock()))
        return min(self._burst, tokens + (self._clock() - at) * self._per_second)

    def _put(self, key: str, tokens: float) -> None:
        self._held[key] = (tokens, self._clock())
        self._held.move_to_end(key)
        if len(self._held) > _MOST_KEYS:
            self._held.popitem(last=False)
