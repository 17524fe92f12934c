"""Errors a user can act on. Any other exception that escapes is a bug."""

from collections.abc import Sequence


class WorkbenchError(Exception):
    """Base class. Its message is written for the user and shown as it stands."""


class InputError(WorkbenchError, ValueError):
    """An argument or a table is outside what the function accepts."""


class InsufficientDataError(InputError):
    """The data are well formed but cannot identify what was asked of them."""


class ConvergenceError(WorkbenchError, RuntimeError):
    """The optimiser stopped without a trustworthy optimum."""


class StoreError(WorkbenchError):
    """The database file cannot be opened, migrated or written."""


class InfeasibleError(WorkbenchError, ValueError):
    """No plan fits what is asked. ``changes`` are the smallest single changes that would let one.

    Parameters
    ----------
    message : str
        What stands in the way, as a sentence.
    changes : sequence of str
        Each by itself is enough.
    """

    def __init__(self, message: str, changes: Sequence[str] = ()) -> None:
        self.changes = tuple(changes)
        super().__init__(message)
