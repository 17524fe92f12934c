"""An athlete's own contact and flight times of a drill, and what they change."""

import pandas as pd

from pages.components.drill_rows import Drills


def show(drills: Drills, row: pd.Series, athlete_id: str | None) -> None:
    """Show the athlete's own values of a drill, and take new ones."""


def offer_removal(row: pd.Series) -> None:
    """Offer to remove a drill of one's own."""
