"""Whom a plan is for, and which fit says what training does for them."""

from dataclasses import dataclass

from pages.components.series import Series
from pages.components.sources.state import Key


@dataclass(frozen=True, slots=True)
class Basis:
    """What a plan rests on.

    Attributes
    ----------
    at : Key
        The state of the store.
    athlete_id : str
    series : Series or None
        Of the fit that is asked; None where only the published prior can be.
    measure : str
        What that fit weighs doses by.
    """

    at: Key
    athlete_id: str
    series: Series | None
    measure: str

    @property
    def is_own(self) -> bool:
        """Tell whether a fit with this athlete in it is asked."""
        return self.series is not None
