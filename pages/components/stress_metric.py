"""The highest stress of an athlete as one number, or why there is none."""

from typing import Final

from analytics.charts.wording import MISSING, number
from pages.components import athlete_numbers, stress_reading, stress_silence, stress_words
from pages.components.days import day
from pages.components.text import counted

LABEL: Final = "Highest stress"


def show(athlete_id: str) -> None:
    """Show the highest tissue and leg of the last logged day."""
    reading = stress_reading.read(athlete_id)
    if reading is None:
        _nothing(stress_words.NOTHING)
        return
    silent = f", {counted(reading.n_silent, 'day')} since not logged" * bool(reading.n_silent)
    when = f"{day(reading.last)}{silent}"
    row = reading.highest()
    if row is None:
        first = reading.on(reading.last).iloc[0]
        why = reading.why(first["tissue"], first["side"]) or "nothing known of this day"
        _nothing(f"{why[0].upper()}{why[1:]}.", f"{when}: ")
        return
    said = stress_silence.LEFT_OUT.get(reading.stress.left_out.get(athlete_id, ""))
    left_out = f"{said} " if said else ""
    n_known, n_all = reading.n_known()
    of_known = f" (of {n_known} of {n_all} known)" if n_known < n_all else ""
    athlete_numbers.one(
        LABEL,
        f"{number(row['percent'])} %",
        f"of own high, {stress_words.where(row['tissue'], row['side'])}{of_known}, {when}",
        f"{stress_words.spread(row).capitalize()}.{stress_silence.standing_in(row)} "
        f"{left_out}{stress_words.RANGE} "
        f"{stress_words.RELATIVE} Tab Stress says what is behind it.",
    )


def _nothing(why: str, when: str = "") -> None:
    athlete_numbers.one(LABEL, MISSING, f"{when}{why}", why)
