"""What an import took, what it did not take, and why."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken. The header of a file is row 1."""

    row_number: int
    reason: str
    content: str


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file.

    Parameters
    ----------
    name : str
    file_sha256 : str
    kind : str
        ``run``, ``stryd_csv``, the kind of a table, or what else the file is.
    status : str
        ``taken``, ``partial``, ``duplicate`` or ``refused``.
    reason : str
        Why, and what to do; empty where there is nothing to say.
    rows_taken, rows_refused : int
        Rows of a table; records of an activity.
    athlete_ids, run_ids : tuple of str
        Whom and which runs it is about, known runs included.
    records : int
        Records read, of every sport.
    refused_rows : tuple of RefusedRow
    rows_known : int
        Rows of a table that were stored before, and so neither taken nor refused.
    """

    name: str
    file_sha256: str
    kind: str
    status: str
    reason: str = ""
    rows_taken: int = 0
    rows_refused: int = 0
    athlete_ids: tuple[str, ...] = ()
    run_ids: tuple[str, ...] = ()
    records: int = 0
    refused_rows: tuple[RefusedRow, ...] = ()
    rows_known: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of each file, in the order they were given."""

    files: tuple[FileResult, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many files were taken, taken in part, known already and refused."""
        found = Counter(one.status for one in self.files)
        return {status: found[status] for status in ("taken", "partial", "duplicate", "refused")}

    @property
    def refused(self) -> "pd.DataFrame":
        """Refused rows: ``name``, ``row_number``, ``reason``, ``content``."""
        import pandas as pd

        rows = [
            (one.name, row.row_number, row.reason, row.content)
            for one in self.files
            for row in one.refused_rows
        ]
        return pd.DataFrame(rows, columns=["name", "row_number", "reason", "content"])

    @property
    def is_complete(self) -> bool:
        """Whether nothing was refused and nothing is damaged."""
        return not any(
            one.status in ("refused", "partial") or one.rows_refused for one in self.files
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it as lists, dicts, numbers and text, for JSON."""
        return {"counts": self.counts, "files": [asdict(one) for one in self.files]}
