"""Summaries of load that others use, with their conventions in words; runs longer than usual."""

from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts.stress_days import steps
from analytics.charts.wording import MISSING, number
from analytics.load.monitoring import acwr_ewma, acwr_rolling, ewma, monotony, strain
from analytics.load.spikes import WINDOW_D, spike_classes
from pages.components import figures, sources, stress_words
from pages.components.days import day
from pages.components.stress_reading import Reading

N_RUNS: Final = 8
TWO_DIGITS: Final = ("last", "week", "month", "strain")
WEEK_D: Final = 7
CONVENTIONS: Final = (
    "Seven days to the last logged one, rest days as 0; a day nobody logged leaves a dash. Moving "
    "mean (EWMA): λ = 2 ÷ (N + 1), N of 7 and 28 days, seeded with the first value, begun again "
    "after a day not logged and told from N days on (Williams17). Monotony: mean ÷ SD of the "
    "seven days, SD of a sample (n − 1), a dash where all are equal (Foster98; which SD is not "
    "agreed). Strain: their sum × monotony, in the unit of the load."
)
RATIO: Final = (
    "Descriptive only. Contrived denominators give the same pattern (Impellizzeri20), and in "
    "5 205 runners the ratio ran the other way (Frandsen25): nothing here is decided by it."
)
CLASSES: Final = {
    "none": "no spike",
    "small": "small spike (more than 10 to 30 % above)",
    "moderate": "moderate spike (more than 30 to 100 % above)",
    "large": "large spike (more than 100 % above)",
}
FINDING: Final = (
    "Classes of Frandsen25 (10.1136/bjsports-2024-109380; 5 205 runners, 588 071 sessions; "
    "measured): the distance of one run against the longest of the 30 days before. In that cohort "
    "overuse injury was told of more often after each of the three classes than after none. That "
    "compares its runners, and is no forecast for this athlete."
)


def show(reading: Reading) -> None:
    """Show moving means, monotony and strain of each load, and the ratio if one wants it."""
    st.header(f"Monitoring figures on {day(reading.last)}, the last logged day", anchor=False)
    st.caption(CONVENTIONS)
    with_ratio = st.toggle(
        "Show the ratio of 7 to 28 days (ACWR)", value=False, key="with-acwr", help=RATIO
    )
    if with_ratio:
        st.caption(RATIO)
    rows = pd.DataFrame([_figures(name, load) for name, load in _loads(reading)])
    names = {
        "load": "Load",
        "last": "Last day",
        "week": "Mean, 7 days (EWMA)",
        "month": "Mean, 28 days (EWMA)",
        "monotony": "Monotony, 7 days",
        "strain": "Strain, 7 days",
        "rolling": "7 : 28 days, plain means",
        "ratio": "7 : 28 days, EWMA",
    }
    shown = list(names)[: None if with_ratio else 6]
    st.dataframe(
        rows.style.format(dict.fromkeys(TWO_DIGITS, _two)),
        hide_index=True,
        key="monitoring",
        placeholder=MISSING,
        column_order=shown,
        column_config={"load": st.column_config.TextColumn("Load", pinned=True)}
        | {
            name: st.column_config.NumberColumn(
                names[name], format=None if name in TWO_DIGITS else "%.2f"
            )
            for name in shown[1:]
        },
        alt="Moving means, monotony and strain of each load",
    )


def _two(value: object) -> str:
    """Return a load with two significant digits and thin spaces, as everywhere on the tab."""
    return steps(float(str(value)))


def _loads(reading: Reading) -> list[tuple[str, pd.Series]]:
    """Return each daily load up to the last logged day, by name."""
    at = sources.key()
    daily = sources.daily(at, reading.athlete_id).set_index("date")
    loads = [
        ("plyometric dose (AU)", daily["plyo_dose_au"]),
        ("run load (AU)", daily["run_load_au"]),
    ]
    other = sources.other_load(at, reading.athlete_id)
    if len(other):
        loads.append(("other load (effort × min)", other.set_index("date")["other_load"]))
    legs = reading.daily[["tissue", "side"]].drop_duplicates()
    loads += [
        (
            f"{stress_words.where(tissue, side)} (easy steps)",
            reading.of(tissue, side).set_index("date")["equivalents"],
        )
        for tissue, side in legs.to_numpy()
    ]
    return [(name, load[load.index <= reading.last]) for name, load in loads]


def _figures(name: str, load: pd.Series) -> dict[str, object]:
    known = load.notna()
    # After a day nobody knows the mean begins again, so that one silence does not last for ever.
    tail = load[known[::-1].cummin()[::-1].astype(bool)]
    week = load.tail(WEEK_D)
    full = len(week) == WEEK_D
    return {
        "load": name,
        "last": load.iloc[-1] if len(load) else float("nan"),
        "week": ewma(tail, 7)[-1] if len(tail) >= 7 else float("nan"),
        "month": ewma(tail, 28)[-1] if len(tail) >= 28 else float("nan"),
        "monotony": monotony(week) if full else float("nan"),
        "strain": strain(week) if full else float("nan"),
        "rolling": acwr_rolling(load)[-1] if len(load) else float("nan"),
        "ratio": acwr_ewma(tail)[-1] if len(tail) >= 28 else float("nan"),
    }


def runs(athlete_id: str) -> None:
    """Show how far the last runs went beyond the longest of the 30 days before them."""
    title = "against the longest of 30 days"
    records = sources.records(sources.key(), athlete_id).runs
    if records.empty or records["distance_km"].isna().all():
        st.header(f"Last runs {title}", anchor=False)
        st.write("No run with a distance is logged: nothing to compare.")
        return
    ran = records[["date", "run_id"]].assign(
        athlete_id=athlete_id, distance_m=1000 * records["distance_km"]
    )
    found = ran.join(spike_classes(ran)).head(N_RUNS)
    st.header(f"Last runs, up to {day(found['date'].max())}, {title}", anchor=False)
    st.caption(FINDING)
    st.dataframe(
        pd.DataFrame(
            {
                "date": found["date"],
                "km": found["distance_m"] / 1000,
                "longest": found["longest_m"] / 1000,
                "above": 100 * found["share_above"],
                "spike": [_class(row) for row in found.to_dict("records")],
            }
        ),
        hide_index=True,
        key="spikes",
        placeholder=MISSING,
        column_config={
            "date": figures.day_column(),
            "km": st.column_config.NumberColumn("Distance (km)", format="%.1f"),
            "longest": st.column_config.NumberColumn(
                f"Longest of {WINDOW_D} days before (km)", format="%.1f"
            ),
            "above": st.column_config.NumberColumn("Beyond it (%)", format="%+.0f"),
            "spike": "Class",
        },
        alt="The last runs, each against the longest of the 30 days before",
    )


def _class(row: stress_words.Row) -> str:
    if not isinstance(row["spike"], str):
        return "cannot be known: no run of known distance in the 30 days before"
    said = CLASSES[str(row["spike"])]
    if row["n_unknown"]:
        said += f"; at most, {number(row['n_unknown'])} runs before have no distance"
    return said
