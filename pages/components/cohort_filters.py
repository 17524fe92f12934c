"""Who of a cohort is shown: by verdict, sex, age and number of tests."""

from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts.template import VERDICTS

UNKNOWN: Final = "unknown"
_NO_VERDICT: Final = "not assessed"
_AGES: Final = {"under 20": 20, "20-29": 30, "30-39": 40, "40-49": 50, "50 or more": 200}
_TESTS: Final = {"fewer than 8": 8, "8-19": 20, "20-39": 40, "40 or more": 10_000}
_LABELS: Final = {"sex": "Sex", "age": "Age", "tests": "Usable test days"}


def grouped(athletes: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return the athletes with the groups one can filter by; ages are those of this year.

    Parameters
    ----------
    athletes : DataFrame
        ``athlete_id``, ``n_tests``, ``verdict``.
    facts : DataFrame
        ``athlete_id``, ``sex``, ``birth_year``, missing where unknown.
    """
    year = pd.Timestamp.now().year
    rows = athletes.merge(
        facts[["athlete_id", "sex", "birth_year"]], on="athlete_id", how="left", validate="1:1"
    )
    return rows.assign(
        sex=rows["sex"].fillna(UNKNOWN),
        age=_band(year - rows["birth_year"], _AGES),
        tests=_band(rows["n_tests"], _TESTS),
        verdict_word=[
            _NO_VERDICT if pd.isna(verdict) else " ".join(VERDICTS[verdict])
            for verdict in rows["verdict"]
        ],
    )


def pick(rows: pd.DataFrame) -> pd.DataFrame:
    """Draw the filters and return the rows they leave; nothing chosen leaves all of a group."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        counts = rows["verdict_word"].value_counts()
        words = [" ".join(verdict) for verdict in VERDICTS.values()]
        chosen = _pills("Verdict", [word for word in words if word in counts], "verdict", counts)
        kept = rows[rows["verdict_word"].isin(chosen)] if chosen else rows
        on = sum(
            len(rows[column].unique()) > 1 and bool(st.session_state.get(f"cohort-{column}"))
            for column in _LABELS
        )
        # A key, so that the popover stays open while its label counts.
        with st.popover(f"Sex, age, tests{f' · {on} on' if on else ''}", key="cohort-more"):
            for column, order in (
                ("sex", ["female", "male", "other", UNKNOWN]),
                ("age", [*_AGES, UNKNOWN]),
                ("tests", [*_TESTS, UNKNOWN]),
            ):
                here = rows[column].value_counts()
                found = _pills(_LABELS[column], [one for one in order if one in here], column, here)
                kept = kept[kept[column].isin(found)] if found else kept
    return kept


def _pills(label: str, options: list[str], name: str, counts: pd.Series) -> list[str]:
    if len(options) < 2:
        return []
    return st.pills(
        label,
        options,
        selection_mode="multi",
        format_func=lambda option: f"{option} {counts[option]}",
        key=f"cohort-{name}",
        wrap=True,
        persist_state="session",
    )


def _band(values: pd.Series, upper: dict[str, int]) -> pd.Series:
    """Return the name of the band each value is in, ``unknown`` where it is missing."""
    bands = pd.cut(values, [-1, *upper.values()], right=False, labels=list(upper))
    return bands.astype(object).fillna(UNKNOWN)
