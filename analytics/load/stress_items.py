"""The sets and runs behind stress: how often each loads a leg, and what one time costs."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load.contact_load import contact_loads
from analytics.load.drills import CATALOGUE
from analytics.load.easy_step import reference_ratios, run_steps, step_on
from analytics.load.leg_contacts import leg_contacts
from analytics.load.stress import steps_of_one
from analytics.load.stress_days import Calendar
from analytics.load.tissue import SIDES, Tissue

Vector = npt.NDArray[np.float64]

_TEXTS = ("kind", "item_id", "drill_id", "label")


def of_sets(sets: pd.DataFrame, catalogue: pd.DataFrame, calendar: Calendar) -> pd.DataFrame:
    """Return the sets that count, in the order of their days.

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`; also ``session_id`` and ``set_number``.
    catalogue : DataFrame
        As :func:`analytics.load.contact_load.contact_loads` needs it.
    calendar : Calendar

    Returns
    -------
    DataFrame
        One row per set on a day of training: ``row`` of its day, ``kind``, ``item_id``,
        ``set_number``, ``drill_id``, ``label``, contacts of the ``left`` and ``right`` leg,
        and the load of one on each tissue.
    """
    CATALOGUE.check(catalogue)
    missing = [name for name in ("session_id", "set_number") if name not in sets]
    if missing:
        raise InputError(f"sets have no column {' and no '.join(missing)}.")
    left, right = leg_contacts(sets, catalogue)
    loads = contact_loads(sets, catalogue)
    items = pd.DataFrame(
        {
            "row": calendar.rows_of(sets, "sets"),
            "kind": "plyo",
            "item_id": sets["session_id"].to_numpy(dtype=object),
            "set_number": sets["set_number"].to_numpy(dtype=float, na_value=np.nan),
            "drill_id": sets["drill_id"].to_numpy(dtype=object),
            "label": sets["drill_id"].map(catalogue.set_index("drill_id")["name"]).to_numpy(),
            "left": left,
            "right": right,
            "achilles": loads["achilles"].to_numpy(),
            "patellar": loads["patellar"].to_numpy(),
            "tibia": loads["tibia"].to_numpy(),
        }
    )
    return _on_days_of_training(items, calendar, "plyo")


def of_runs(runs: pd.DataFrame, easy: pd.DataFrame, calendar: Calendar) -> pd.DataFrame:
    """Return the runs that count, in the order of their days.

    Parameters
    ----------
    runs : DataFrame
        As :data:`analytics.load.running.STEP_RUNS`.
    easy : DataFrame
        As of :func:`analytics.load.easy_step.easy_steps`.
    calendar : Calendar

    Returns
    -------
    DataFrame
        As :func:`of_sets`; ``left`` and ``right`` are steps, and a load is that of one step
        over the easy step. Also ``is_estimated``.
    """
    steps = run_steps(runs, easy)
    items = pd.DataFrame(
        {
            "row": calendar.rows_of(runs, "runs"),
            "kind": "run",
            "item_id": runs["run_id"].to_numpy(dtype=object),
            "set_number": np.nan,
            "drill_id": None,
            "label": "Run",
            "left": steps["steps_per_leg"].to_numpy(),
            "right": steps["steps_per_leg"].to_numpy(),
            "achilles": steps["achilles_ratio"].to_numpy(),
            "patellar": steps["patellar_ratio"].to_numpy(),
            "tibia": steps["tibia_ratio"].to_numpy(),
            "is_estimated": steps["is_estimated"].to_numpy(),
        }
    )
    return _on_days_of_training(items, calendar, "run")


def in_steps(
    items: pd.DataFrame, easy: pd.DataFrame, calendar: Calendar, tissues: Sequence[Tissue]
) -> pd.DataFrame:
    """Turn the loads of sets and runs into easy steps, by the values of exponent and reference.

    Parameters
    ----------
    items : DataFrame
        As of :func:`of_sets` and :func:`of_runs`, below each other.
    easy, calendar, tissues
        What those were made with.

    Returns
    -------
    DataFrame
        ``athlete_id`` and ``date`` for ``row``, and under each tissue's name the steps that
        one contact, or one step of the run, is worth.
    """
    days = calendar.days.iloc[items["row"].to_numpy()]
    own = reference_ratios(step_on(easy, days)["easy_speed_m_s"])
    ran = (items["kind"] == "run").to_numpy(dtype=bool)
    steps = {
        one.name: steps_of_one(
            items[one.name].to_numpy(),
            np.where(ran, 1, one.reference.value * own[one.name]),
            one.exponent.value,
        )
        for one in tissues
    }
    known = items[[*_TEXTS, "set_number", *SIDES]].assign(**steps)
    known.insert(0, "athlete_id", days["athlete_id"].to_numpy())
    known.insert(1, "date", days["date"].to_numpy())
    return known


def _on_days_of_training(items: pd.DataFrame, calendar: Calendar, channel: str) -> pd.DataFrame:
    """Leave out what was overruled, or may be half of its day."""
    status = calendar.days[f"{channel}_status"].to_numpy(dtype=object)
    counted = items[status[items["row"].to_numpy()] == "trained"]
    return counted.sort_values("row", kind="stable", ignore_index=True)
