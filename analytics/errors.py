"""Errors a user can act on. Any other exception that escapes is a bug."""


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
