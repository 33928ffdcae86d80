"""Token buckets: how much of something may come, and when to try again."""

import time
from collections import OrderedDict


class Bucket:
    """Holds at most burst tokens and gains rate of them a second."""

    __slots__ = ("_at", "_tokens", "burst", "rate")

    def __init__(self, rate: float, burst: float) -> None:
        self.rate = rate
        self.burst = burst
        self._tokens = float(burst)
        self._at = time.monotonic()

    def wait(self, tokens: float = 1) -> float:
        """Takes so many and returns 0, or returns the seconds until there are as many."""
        now = time.monotonic()
        self._tokens = min(self.burst, self._tokens + (now - self._at) * self.rate)
        self._at = now
        if self._tokens >= tokens:
            self._tokens -= tokens
            return 0.0
        return (tokens - self._tokens) / self.rate


class Buckets:
    """One bucket a key; the keys that were idle longest are forgotten first."""

    def __init__(self, rate: float, burst: float, most: int = 50_000) -> None:
        self._rate, self._burst, self._most = rate, burst, most
        self._buckets: OrderedDict[object, Bucket] = OrderedDict()

    def wait(self, key: object) -> float:
        bucket = self._buckets.pop(key, None) or Bucket(self._rate, self._burst)
        self._buckets[key] = bucket
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket.wait()
