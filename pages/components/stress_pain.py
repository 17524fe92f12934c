"""Pain of the last days, said before all else: what stops jumping, and what may."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

import pandas as pd
import streamlit as st

from analytics.load.pains import stops_at_any
from analytics.progression.judging import above
from pages.components import sources
from pages.components.days import day, today
from pages.components.stress_words import Row

LATELY_D: Final = 7
"""Logged days over which pain is brought to mind (assumption)."""
SITES: Final[Mapping[str, str]] = {"achilles": "Achilles", "patellar": "patellar tendon"}
"""What sentences call a site otherwise than the store."""
OFF: Final = "The limit of pain is switched off: no pain is brought to mind here."


def show(athlete_id: str, limit: float | None) -> None:
    """Say which symptoms of the last 7 logged days stop jumping, or cannot be ruled out to.

    Parameters
    ----------
    athlete_id : str
    limit : float or None
        Pain above which one stops, 0 to 10; None where the rule is off.
    """
    at = sources.key()
    told = lately(sources.symptoms(at, athlete_id), _logged(sources.daily(at, athlete_id)))
    if limit is None:
        if len(told):
            st.caption(OFF)
        return
    if said := lines(told, limit):
        st.markdown("  \n".join(said))


def lately(told: pd.DataFrame, logged: Iterable[pd.Timestamp]) -> pd.DataFrame:
    """Return pains above 0 of the last days of which anything was told, the newest first."""
    days = sorted({*logged, *told["date"]})[-LATELY_D:]
    felt = told[told["date"].isin(days) & (told["pain_0_10"] > 0)]
    return felt.sort_values(["date", "pain_0_10"], ascending=False, kind="stable")


def lines(felt: pd.DataFrame, limit: float) -> list[str]:
    """Return a line for each pain that stops, and then for each of which it is not known."""
    at_any = stops_at_any(felt)
    over = above(felt["pain_0_10"].to_numpy(dtype=float), limit) == True  # noqa: E712 - elementwise
    stops = at_any.fillna(False).to_numpy(dtype=bool) | over
    stopping = felt[stops].to_dict("records")
    is_open = at_any.isna().to_numpy() & ~stops
    return [
        *(f":red[■] **Stop jumping: {pain(row)} {_why(row, limit)}.**" for row in stopping),
        *(
            f"**?** {_capital(pain(row))}: {_open(row)} is not known."
            for row in felt[is_open].to_dict("records")
        ),
    ]


def pain(row: Row) -> str:
    """Return a symptom such as ``left Achilles pain 6/10 after Tue's session``."""
    side = "left and right" if row["side"] == "both" else row["side"]
    where = f"{side} {SITES.get(row['site'], row['site'])}"
    return f"{where} pain {row['pain_0_10']:g}/10 {_moment(row['moment'], row['date'])}"


def _moment(moment: str, when: pd.Timestamp) -> str:
    if moment == "night":
        return f"at night on {day(when)}"
    if moment == "next_morning":
        return f"on the morning of {day(when)}"
    ago = today() - when.date()
    is_near = timedelta(0) <= ago < timedelta(days=7)
    session = f"{when:%a}'s session" if is_near else f"the session of {day(when)}"
    return f"{moment} {session}"


def _why(row: Row, limit: float) -> str:
    if row["pain_0_10"] > limit:
        return f"(limit {limit:g})"
    kinds = {
        "of a bone": _is(row["is_bone"]),
        "with a limp": _is(row["limp"]),
        "at night": row["moment"] == "night",
    }
    return f"({' and '.join(kind for kind, holds in kinds.items() if holds)} any pain stops)"


def _open(row: Row) -> str:
    asked = {"is a bone": row["is_bone"], "came with a limp": row["limp"]}
    missing = [said for said, told in asked.items() if pd.isna(told)]
    return f"whether it {' or '.join(missing)}"


def _is(told: object) -> bool:
    return told is not None and told is not pd.NA and bool(told == True)  # noqa: E712


def _capital(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}"


def _logged(daily: pd.DataFrame) -> pd.Series:
    is_known = (daily["plyo_status"] != "unknown") | (daily["run_status"] != "unknown")
    return daily.loc[is_known, "date"]
