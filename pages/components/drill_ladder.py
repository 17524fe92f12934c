"""The ladder: what each level holds, when one goes up and when back, with who says so."""

from pages.components.drill_rows import Drills


def show(drills: Drills) -> None:
    """Show the levels, warm-ups, rests and stop rules."""
