"""The linear algebra library held to one thread, however many callers ask for it at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

_lock = Lock()
_callers = 0
_limits: Any = None


@contextmanager
def single() -> Iterator[None]:
    """Hold the library to one thread until the last of all callers has left.

    Its limit belongs to the whole process. Two callers that each set it and put back what
    they found would lift each other's limit, or leave it in place for good.
    """
    global _callers, _limits
    with _lock:
        if _callers == 0:
            _limits = threadpool_limits(1)
        _callers += 1
    try:
        yield
    finally:
        with _lock:
            _callers -= 1
            if _callers == 0:
                _limits.restore_original_limits()
