"""The linear algebra library held to one thread, however many callers ask for it at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import Any

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

_lock = Lock()
_callers = 0
_limits: Any = None
_holder = ThreadPoolExecutor(1, thread_name_prefix="linear-algebra-limit")
"""Sets and lifts the limit: the library obeys only the thread that set it."""


@contextmanager
def single() -> Iterator[None]:
    """Hold the library to one thread until the last of all callers has left.

    Its limit belongs to the whole process. Two callers that each set it and put back what
    they found would lift each other's limit, or leave it in place for good.
    """
    global _callers, _limits
    with _lock:
        if _callers == 0:
            _limits = _holder.submit(threadpool_limits, 1).result()
        _callers += 1
    try:
        yield
    finally:
        with _lock:
            _callers -= 1
            if _callers == 0:
                _holder.submit(_limits.restore_original_limits).result()
