"""A drill of one's own: from contact and flight, or drop and contact, with what it would weigh."""

from pages.components.drill_rows import Drills


def show(drills: Drills) -> None:
    """Open the dialog of a new drill."""
