"""What drove a day's stress: the sets and runs behind it, and what is left of each."""

from math import isfinite, nan
from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts.stress_days import steps
from analytics.charts.wording import MISSING, number, probability
from analytics.load.behind import behind
from analytics.progression import Limits
from pages.components import sources, stress_words
from pages.components.days import day
from pages.components.stress_reading import Reading
from pages.components.stress_words import Row
from pages.components.text import counted

N_ROWS: Final = 15
"""Sets and runs shown besides those of the day itself."""


def explain(
    reading: Reading,
    days: pd.DataFrame,
    when: pd.Timestamp,
    limits: Limits,
    *,
    is_highest: bool = False,
) -> None:
    """Say what a day's stress was made of, and list the sets and runs behind it.

    Parameters
    ----------
    reading : Reading
    days : DataFrame
        Of one tissue and leg.
    when : Timestamp
    limits : Limits
    is_highest : bool, optional
        Whether it is the highest day of the period, as where nobody picked one.
    """
    tissue, side = str(days["tissue"].iloc[0]), str(days["side"].iloc[0])
    name = stress_words.where(tissue, side)
    highest = ", the highest day of the period" if is_highest else ""
    st.header(f"Behind {name} on {day(when)}{highest}", anchor=False)
    here = days[days["date"] == when]
    if here.empty:
        st.write(f"{day(when)} is outside this log.")
        return
    row = here.iloc[0].to_dict()
    why = reading.why(tissue, side) if when == reading.last else "too little history"
    st.markdown(stress_words.sentence(row, limits.residual, why or "too little history"))
    st.markdown(stress_words.added(row, limits.spike))
    parts = reading.stress.parts
    mine = parts[(parts["tissue"] == tissue) & (parts["side"] == side)]
    rows = behind(mine, when, stress_words.of(tissue).half_life_d.value)
    if rows.empty:
        st.write("No set and no run is logged up to this day.")
        return
    _table(rows, row, when, tissue)


def _table(rows: pd.DataFrame, row: Row, when: pd.Timestamp, tissue: str) -> None:
    total: float = row["residual"] if pd.notna(row["residual"]) else rows["left"].sum()
    joined = _joined(rows)
    # The day itself first, whole; then what is left of the days before, most first.
    shown = joined[(joined["date"] == when) | (joined.index < N_ROWS)]
    shown = shown.sort_values(["is_before", "left"], ascending=[True, False], kind="stable")
    rest = joined.drop(shown.index)
    assumed = total - rows["left"].sum()
    st.dataframe(
        pd.DataFrame(
            {
                "date": shown["date"],
                "what": [_what(part) for part in shown.to_dict("records")],
                "n": shown["n"],
                "equivalents": shown["equivalents"],
                "left": shown["left"],
                "share": [_share(left, total) for left in shown["left"]],
                "load_from": _load_from(shown, tissue),
            }
        ).style.format({"n": _whole, "equivalents": _steps, "left": _steps}),
        hide_index=True,
        key="behind",
        placeholder=MISSING,
        column_config={
            "date": st.column_config.DateColumn("Day", format="ddd D MMM", width=85),
            "what": st.column_config.TextColumn("Sets or run", width=150),
            "n": st.column_config.NumberColumn(
                "n", help="Contacts or steps of this leg.", width=60
            ),
            "equivalents": st.column_config.NumberColumn(
                "Easy steps", help="Own easy running steps that load this tissue as much."
            ),
            "left": st.column_config.NumberColumn(f"Left {day(when)}"),
            "share": st.column_config.TextColumn("Share", width=60),
            "load_from": "Load from",
        },
        alt=f"Sets and runs behind the stress of {day(when)}: that day first, then most left first",
    )
    st.caption(" ".join(_rest(rest, assumed, total, row)))


def _joined(rows: pd.DataFrame) -> pd.DataFrame:
    """Join the sets of one drill in one session, most left first."""
    by = ["date", "kind", "item_id", "drill_id", "label", "age_d"]
    sums = {"n": "sum", "equivalents": "sum", "left": "sum", "set_number": ["min", "max"]}
    joined = rows.groupby(by, dropna=False, sort=False).agg(sums)
    joined.columns = ["n", "equivalents", "left", "first", "last"]
    joined = joined.reset_index().sort_values("left", ascending=False, kind="stable")
    return joined.reset_index(drop=True).assign(is_before=lambda one: one["age_d"] > 0)


def _rest(rest: pd.DataFrame, assumed: float, total: float, row: Row) -> list[str]:
    said = []
    if len(rest) and total > 0:
        share = probability(rest["left"].sum() / total)
        more = "set or run" if len(rest) == 1 else "sets and runs"
        holds = "holds" if len(rest) == 1 else "hold"
        said.append(f"{number(len(rest))} more {more} from before {holds} {share}.")
    if row["n_unknown"]:
        said.append(_not_logged(row, assumed / total if total > 0 else nan))
    said.append(
        "A load is from the model (drill times and levers); that of the patellar tendon is "
        "measured, or a stand-in (jumps like it that were measured)."
    )
    return said


def _not_logged(row: Row, stands_in: float) -> str:
    """Return what days not all logged add; nothing stands in where no residual is known."""
    n = row["n_unknown"]
    if not isfinite(row["residual"]):
        return (
            f"{counted(n, 'day')} {'is' if n == 1 else 'are'} not all logged, and nothing stands "
            "in: too little before is known. What is listed is what is left at least."
        )
    return (
        f"{counted(n, 'day')} not all logged still {'weighs' if n == 1 else 'weigh'}: "
        f"{probability(stands_in)} stands in for what is not known of runs or plyometrics (the "
        "mean of the 28 known days before)."
    )


def _share(left: float, total: float) -> str:
    if not total:
        return MISSING
    return "all" if left == total else probability(left / total)


def _whole(value: object) -> str:
    return number(float(str(value)))


def _steps(value: object) -> str:
    return steps(float(str(value)))


def _what(part: Row) -> str:
    if part["kind"] == "run":
        return "run"
    first, last = part["first"], part["last"]
    if not isfinite(first):
        return str(part["label"])
    sets = f"set {first:.0f}" if first == last else f"sets {first:.0f}-{last:.0f}"
    return f"{part['label']}, {sets}"


def _load_from(parts: pd.DataFrame, tissue: str) -> pd.Series:
    """Return where the load of one contact or step is from, row for row."""
    drills = sources.drills(sources.key()).set_index("drill_id")
    said = pd.Series("model", index=drills.index)
    if tissue == "patellar":
        said = said.mask(drills["patellar_index"].isna(), "stand-in")
        said = said.where(drills["patellar_index"].isna(), "measured")
    return parts["drill_id"].map(said).fillna("own easy step")
