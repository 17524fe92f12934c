"""An import that goes on while its visitor looks elsewhere, and can be stopped."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from data import imports, store
from data.imports import FileResult, ImportReport, Upload
from data.imports.mapping import Mapping

_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="import-job")


class _Stopped(Exception):  # noqa: N818 - a request, not an error
    """Raised in the import's own progress call once its visitor asked to stop."""


@dataclass(slots=True, eq=False)
class ImportJob:
    """An import under way, or over.

    Attributes
    ----------
    names : tuple of str
        Of the files, in order.
    counts : Counter
        How many were taken, taken in part, known already and refused so far.
    last : str
        Name of the file that was finished last.
    """

    names: tuple[str, ...]
    counts: Counter[str] = field(default_factory=Counter)
    last: str = ""
    is_stopped: bool = False
    _future: "Future[ImportReport] | None" = None

    @property
    def done(self) -> int:
        """Files finished."""
        return self.counts.total()

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens."""
        return self._future is not None and self._future.done()

    def stop(self) -> None:
        """Ask the import to end after the file it is at; what is taken stays."""
        self.is_stopped = True

    def error(self) -> BaseException | None:
        """Return what broke the import off, if anything but its visitor did."""
        broke = self._future.exception() if self._future is not None and self.is_over else None
        return None if isinstance(broke, _Stopped) else broke

    def _progress(self, done: int, total: int, result: FileResult) -> None:  # noqa: ARG002
        self.counts[result.status] += 1
        self.last = result.name
        if self.is_stopped:
            raise _Stopped


def start(
    files: Sequence[Upload], athlete_id: str | None, mappings: tuple[Mapping, ...] | None = None
) -> ImportJob:
    """Begin an import in a thread of its own and return at once."""
    job = ImportJob(tuple(file.name for file in files))
    job._future = _POOL.submit(
        imports.import_files,
        store.default_path(),
        files,
        athlete_id,
        mappings=mappings,
        on_progress=job._progress,
    )
    return job
