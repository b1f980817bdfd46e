"""The stopwatch: how long each stage of a question took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds by stage, in the order in which the stages ran, and `total` since it was made."""

    _stages: dict[str, float] = field(default_factory=dict)
    _begun: float = field(default_factory=time.perf_counter)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time the block; a stage that runs twice counts both times, and one within another counts by itself."""
        begun, before = time.perf_counter(), sum(self._stages.values())
        try:
            yield
        finally:
            within = sum(self._stages.values()) - before
            self._stages[name] = self._stages.get(name, 0.0) + 1000 * (time.perf_counter() - begun) - within

    def timings_ms(self) -> dict[str, float]:
        """Return the milliseconds of each stage and of everything so far."""
        return {**self._stages, "total": 1000 * (time.perf_counter() - self._begun)}
